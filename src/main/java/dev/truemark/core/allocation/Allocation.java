package dev.truemark.core.allocation;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.instrument.Constituents;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a portfolio's value is spread, in base currency (DEFINITIONS 3 and 14). While one value is unknown the total is too,
 * and there is no weight at all.
 *
 * @param each    by each attribute that was asked for, apart
 * @param crossed by all of them at once, if asked for
 * @param why     why there are no weights
 */
public record Allocation(
        BaseAmount total,
        List<Breakdown> each,
        Optional<Breakdown> crossed,
        Concentration concentration,
        LookThrough through,
        Optional<Undefined> why) {

    public Allocation {
        each = List.copyOf(each);
    }

    /**
     * What is held.
     *
     * @param positions    value of each security that is held
     * @param attributes   what is told of instruments, by security and attribute; what holds no text is not told
     * @param constituents of funds
     */
    public record Held(
            Map<String, BaseAmount> positions,
            List<CashLine> cash,
            Map<String, Map<String, String>> attributes,
            Map<String, Constituents> constituents) {
        public Held {
            cash = List.copyOf(cash);
        }
    }

    /**
     * What is asked.
     *
     * @param lookThrough whether funds are opened
     * @param largest     how many of the largest securities are named
     */
    public record Question(List<String> by, boolean crossed, boolean lookThrough, int largest) {
        public Question {
            by = List.copyOf(by);
        }
    }

    public static Allocation of(Held held, Question asked) {
        LookThrough through = asked.lookThrough()
                ? LookThrough.of(held.positions(), held.constituents())
                : LookThrough.none(held.positions());
        BaseAmount total = BaseAmount.ZERO;
        for (BaseAmount value : held.positions().values()) total = total.plus(value);
        for (CashLine line : held.cash()) total = total.plus(line.value());
        Optional<BigDecimal> whole = total.value().filter(known -> known.signum() > 0);
        return new Allocation(
                total,
                asked.by().stream()
                        .map(by -> breakdown(List.of(by), held, through, whole))
                        .toList(),
                asked.crossed() ? Optional.of(breakdown(asked.by(), held, through, whole)) : Optional.empty(),
                Concentration.of(through.exposures(), asked.largest()),
                through,
                whole.isPresent() ? Optional.empty() : Optional.of(reason(total)));
    }

    private static Breakdown breakdown(List<String> by, Held held, LookThrough through, Optional<BigDecimal> whole) {
        return Breakdown.of(by, through.exposures(), held.cash(), held.attributes(), whole);
    }

    private static Undefined reason(BaseAmount total) {
        return total.isKnown() ? Undefined.NOTHING_INVESTED : Undefined.VALUE_UNKNOWN;
    }
}
