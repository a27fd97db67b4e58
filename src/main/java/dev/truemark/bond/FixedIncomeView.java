package dev.truemark.bond;

import dev.truemark.core.bond.BondFigures;
import dev.truemark.core.bond.WeightedBonds;
import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.ledger.BooksHead;
import dev.truemark.performance.Reasons;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The bonds of a portfolio and their figures, weighted by their value; null where undefined, with the reason. */
public record FixedIncomeView(
        String portfolioId,
        LocalDate asOf,
        Instant knownAt,
        String engine,
        List<HeldBondView> bonds,
        WeightedView weighted) {

    /**
     * Prices, accrued interest and DV01 per 100 face; {@code face} is the quantity held.
     *
     * @param marketValue  that of the valuation, in {@code currency}
     * @param accruedValue {@code face · factor · accrued/100}, whether or not it is in the price
     */
    public record HeldBondView(
            String securityId,
            String instrumentName,
            String currency,
            BigDecimal face,
            BigDecimal price,
            BigDecimal marketValue,
            BigDecimal marketValueBase,
            BigDecimal accruedValue,
            Double cleanPrice,
            Double dirtyPrice,
            Double accruedInterest,
            Double yield,
            Double macaulayDuration,
            Double modifiedDuration,
            Double convexity,
            Double dv01,
            Double weight,
            Map<String, Undefined> reasons) {
        static HeldBondView of(HeldBond held, int number, List<Statistic> values) {
            Reasons reasons = new Reasons();
            return new HeldBondView(
                    held.position().holding().securityId(),
                    held.label().name(),
                    held.position().holding().currency(),
                    held.position().holding().quantity(),
                    held.position().price().map(price -> price.price()).orElse(null),
                    held.position().marketValue().orNull(),
                    held.position().marketValueBase().orNull(),
                    held.accruedValue().orElse(null),
                    put(reasons, held, "clean_price", found -> Statistic.of(found.cleanPrice())),
                    put(reasons, held, "dirty_price", found -> Statistic.of(found.dirtyPrice())),
                    put(reasons, held, "accrued_interest", found -> Statistic.of(found.accrued())),
                    put(reasons, held, "yield", BondFigures::yield),
                    put(reasons, held, "macaulay_duration", BondFigures::macaulayDuration),
                    put(reasons, held, "modified_duration", BondFigures::modifiedDuration),
                    put(reasons, held, "convexity", BondFigures::convexity),
                    put(reasons, held, "dv01", BondFigures::dv01),
                    reasons.value("weight", weight(number, values)),
                    reasons.all());
        }

        private static Double put(
                Reasons reasons, HeldBond held, String name, Function<BondFigures, Statistic> figure) {
            return reasons.value(name, held.figure(figure));
        }

        /** Its part of all bonds: their value weighted with 1 for it and 0 for the others. */
        private static Statistic weight(int number, List<Statistic> values) {
            return WeightedBonds.of(
                    values,
                    IntStream.range(0, values.size())
                            .mapToObj(each -> Statistic.of(each == number ? 1 : 0))
                            .toList());
        }
    }

    public record WeightedView(
            Double yield,
            Double macaulayDuration,
            Double modifiedDuration,
            Double convexity,
            Map<String, Undefined> reasons) {
        static WeightedView of(List<HeldBond> held, List<Statistic> values) {
            Reasons reasons = new Reasons();
            return new WeightedView(
                    reasons.value("yield", all(held, values, BondFigures::yield)),
                    reasons.value("macaulay_duration", all(held, values, BondFigures::macaulayDuration)),
                    reasons.value("modified_duration", all(held, values, BondFigures::modifiedDuration)),
                    reasons.value("convexity", all(held, values, BondFigures::convexity)),
                    reasons.all());
        }

        private static Statistic all(
                List<HeldBond> held, List<Statistic> values, Function<BondFigures, Statistic> figure) {
            return WeightedBonds.of(
                    values, held.stream().map(each -> each.figure(figure)).toList());
        }
    }

    static FixedIncomeView of(BooksHead head, List<HeldBond> held, String engine) {
        List<Statistic> values = held.stream().map(HeldBond::valueBase).toList();
        return new FixedIncomeView(
                head.portfolioId(),
                head.asOf(),
                head.knownAt(),
                engine,
                IntStream.range(0, held.size())
                        .mapToObj(number -> HeldBondView.of(held.get(number), number, values))
                        .toList(),
                WeightedView.of(held, values));
    }
}
