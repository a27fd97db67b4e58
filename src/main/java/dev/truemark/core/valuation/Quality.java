package dev.truemark.core.valuation;

import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * How far a figure can be relied upon (DEFINITIONS 14). The lists name what is concerned, sorted and without
 * repetition: a {@code security_id}, a pair of currencies such as {@code EUR/USD}, or a {@code security_id} with {@value
 * #OF_TERMS} after it.
 *
 * @param coverage share of the holdings (positions with units, cash balances other than zero), by count, whose value in
 *                 base currency is known: 0 to 1, to 18 decimals; 1 where there is none
 * @param stale     securities whose price is older than the limit of their asset class
 * @param missing   securities without a price, pairs without a rate (now, or at a trade whose cost needs it),
 *                  bonds whose terms do not say what their price means or what has accrued, with {@value #OF_TERMS}
 * @param estimated securities whose price is quoted in another currency than the position's and was converted, or of
 *                  which a market value stands in for a cost that is not known (DEFINITIONS 11)
 */
public record Quality(
        Status status, BigDecimal coverage, List<String> stale, List<String> missing, List<String> estimated) {

    /** Follows the id of a bond whose terms are missing, or that does not live on the day of the valuation. */
    static final String OF_TERMS = "/bond";

    /** The worst that applies, from best to worst. */
    public enum Status {
        COMPLETE,
        ESTIMATED,
        STALE,
        INCOMPLETE
    }

    public Quality {
        stale = List.copyOf(stale);
        missing = List.copyOf(missing);
        estimated = List.copyOf(estimated);
    }

    /** Whether both name the same status and the same stale and missing inputs. */
    public boolean namesTheSameAs(Quality other) {
        return status == other.status && missing.equals(other.missing) && stale.equals(other.stale);
    }

    /** The quality of one holding. */
    static Quality of(
            boolean valued, Collection<String> stale, Collection<String> missing, Collection<String> estimated) {
        return new Quality(
                worst(!stale.isEmpty(), !missing.isEmpty(), !estimated.isEmpty()),
                valued ? BigDecimal.ONE : BigDecimal.ZERO,
                sorted(stale),
                sorted(missing),
                sorted(estimated));
    }

    /** The quality of a sum of holdings, each of which counts once. */
    static Quality of(List<Quality> parts) {
        return of(parts, 0);
    }

    /** The same with so many more that are complete. */
    static Quality of(List<Quality> parts, int complete) {
        var stale = new TreeSet<String>();
        var missing = new TreeSet<String>();
        var estimated = new TreeSet<String>();
        BigDecimal covered = BigDecimal.valueOf(complete);
        for (Quality part : parts) {
            stale.addAll(part.stale);
            missing.addAll(part.missing);
            estimated.addAll(part.estimated);
            covered = covered.add(part.coverage);
        }
        int count = parts.size() + complete;
        BigDecimal coverage =
                count == 0 ? BigDecimal.ONE : Exact.share(BigDecimal.ONE, covered, BigDecimal.valueOf(count));
        return new Quality(
                worst(!stale.isEmpty(), !missing.isEmpty(), !estimated.isEmpty()),
                coverage,
                List.copyOf(stale),
                List.copyOf(missing),
                List.copyOf(estimated));
    }

    private static Status worst(boolean stale, boolean missing, boolean estimated) {
        if (missing) return Status.INCOMPLETE;
        if (stale) return Status.STALE;
        return estimated ? Status.ESTIMATED : Status.COMPLETE;
    }

    private static List<String> sorted(Collection<String> names) {
        return names.size() < 2 ? List.copyOf(names) : List.copyOf(new TreeSet<>(names));
    }
}
