package dev.truemark.core.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.List;

/**
 * The return of a time that is cut at the instant of each flow (DEFINITIONS 16).
 * <p><b>Definition.</b> {@code ∏ (V_before,i / V_after,i−1) − 1} with {@code V_after = V_before + flow}: each piece between two
 * flows is a return by itself, so that no flow weighs in any. A piece in which nothing was there, at its beginning and at its
 * end, is left out; a piece that begins with nothing or less and ends with something has no return, and neither has the whole.
 * <p><b>Unit.</b> Decimal fraction of the whole time. <b>Numbers.</b> Gains and values are exact, quotients are doubles, linked
 * without cancellation.
 * <p><b>Source.</b> CFA Institute, GIPS 2020 for Firms, 2.A.22 (valuation at the time of large cash flows); C. Bacon, Practical
 * Portfolio Performance Measurement and Attribution (2008), ch. 3, true time-weighted return.
 */
public final class CutReturn {
    private CutReturn() {}

    /**
     * An instant with flows.
     *
     * @param before what all was worth there without them
     * @param flow   their sum, positive in
     */
    public record Cut(BaseAmount before, BaseAmount flow) {}

    /**
     * @param begin what all was worth at the beginning
     * @param cuts  in the order of their instants
     * @param end   what all was worth at the end, after every flow
     */
    public static Statistic of(BaseAmount begin, List<Cut> cuts, BaseAmount end) {
        Piece sofar = new Piece(0, true, begin);
        for (Cut each : cuts) {
            Statistic next = sofar.linked(each.before());
            if (!(next instanceof Statistic.Defined linked)) return next;
            if (!each.flow().isKnown()) return Statistic.undefined(Undefined.FLOW_UNKNOWN);
            boolean idle = sofar.idle() && sofar.isEmpty(each.before());
            sofar = new Piece(linked.value(), idle, each.before().plus(each.flow()));
        }
        Statistic whole = sofar.linked(end);
        return whole.isDefined() && sofar.idle() && sofar.isEmpty(end)
                ? Statistic.undefined(Undefined.NOTHING_INVESTED)
                : whole;
    }

    /**
     * What happened up to an instant.
     *
     * @param idle  whether nothing was there yet
     * @param value what is there after the flows of that instant
     */
    private record Piece(double linked, boolean idle, BaseAmount value) {
        boolean isEmpty(BaseAmount end) {
            return signum(value) == 0 && signum(end) == 0;
        }

        Statistic linked(BaseAmount end) {
            if (!value.isKnown() || !end.isKnown()) return Statistic.undefined(Undefined.VALUE_UNKNOWN);
            if (isEmpty(end)) return Statistic.of(linked);
            BigDecimal begin = value.orNull();
            if (begin.signum() <= 0) return Statistic.undefined(Undefined.NOTHING_INVESTED);
            double r = end.orNull().subtract(begin).doubleValue() / begin.doubleValue();
            return Statistic.of(linked + r + linked * r);
        }

        private static int signum(BaseAmount amount) {
            return amount.value().map(BigDecimal::signum).orElse(1);
        }
    }
}
