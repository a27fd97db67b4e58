package dev.truemark.core.performance;

import dev.truemark.core.figure.Undefined;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Why a portfolio of several currencies did better or worse than its benchmark, decisions on markets apart from decisions on
 * currencies (DEFINITIONS 19).
 * <p><b>Definition.</b> Karnosky-Singer: what a market adds is its premium {@code L = R − C} of local return over local cash; what a
 * currency adds is {@code E = C + S}, its cash and its change against the base. A return is {@code Σ w·L + Σ h·E} with {@code h} the
 * exposure to the currency, {@code w} where nothing is hedged. Allocation {@code (w_p − w_b)(L_b,i − L_b)}, selection
 * {@code w_b(R_p,i − R_b,i)}, interaction {@code (w_p − w_b)(R_p,i − R_b,i)}, currency {@code (h_p − h_b)(E_i − E_b)}.
 * <p><b>Unit.</b> Decimal fractions. The source compounds continuously, so that local return and change of the currency add up to
 * the base return; of simple returns their product is left out. <b>Numbers.</b> Exact within a period: effects add up to the
 * active return to the last digit; linked, see {@link LinkedEffects}.
 * <p><b>Source.</b> D. Karnosky and B. Singer, Global Asset Management and Performance Attribution, Research Foundation of the
 * Institute of Chartered Financial Analysts (1994).
 *
 * @param linked the effects over all periods; none where {@code notLinked} says why
 */
public record CurrencyAttribution(
        List<Period> periods, Attribution.Totals total, List<Effects> linked, Optional<Undefined> notLinked) {
    private static final String CURRENCY = "\0currency";

    /**
     * A market and its currency in a period.
     *
     * @param portfolioReturn   in local currency, as {@code benchmarkReturn}
     * @param portfolioExposure to the currency, hedges included
     * @param cashReturn        of cash in the currency
     * @param currencyReturn    change of the currency against the base
     */
    public record Segment(
            String name,
            BigDecimal portfolioWeight,
            BigDecimal benchmarkWeight,
            BigDecimal portfolioReturn,
            BigDecimal benchmarkReturn,
            BigDecimal portfolioExposure,
            BigDecimal benchmarkExposure,
            BigDecimal cashReturn,
            BigDecimal currencyReturn) {

        private Attribution.Segment market() {
            return new Attribution.Segment(
                    name,
                    portfolioWeight,
                    benchmarkWeight,
                    portfolioReturn.subtract(cashReturn),
                    benchmarkReturn.subtract(cashReturn));
        }

        /** A currency earns the same in the portfolio as in the benchmark, so all of it is allocation. */
        private Attribution.Segment currency() {
            BigDecimal earned = cashReturn.add(currencyReturn);
            return new Attribution.Segment(CURRENCY + name, portfolioExposure, benchmarkExposure, earned, earned);
        }
    }

    public record Effects(
            String name, BigDecimal allocation, BigDecimal selection, BigDecimal interaction, BigDecimal currency) {}

    public record Period(List<Effects> segments, Attribution.Totals totals) {
        public Period {
            segments = List.copyOf(segments);
        }
    }

    public CurrencyAttribution {
        periods = List.copyOf(periods);
        linked = List.copyOf(linked);
    }

    /**
     * @param periods at least one, in order, each of segments with different names
     * @throws IllegalArgumentException if weights or exposures do not sum alike, so that effects could not add up
     * @throws ArithmeticException      if the linked return is too large for a double
     */
    public static CurrencyAttribution of(List<List<Segment>> periods, Linking linking) {
        List<Attribution.Period> single =
                periods.stream().map(CurrencyAttribution::both).toList();
        LinkedEffects all = LinkedEffects.of(single, linking);
        return new CurrencyAttribution(
                single.stream()
                        .map(each -> new Period(apart(each.segments()), each.totals()))
                        .toList(),
                all.total(),
                apart(all.effects()),
                all.reason());
    }

    /** What is between the sums of the weights, or of the exposures. */
    public static BigDecimal excess(
            List<Segment> segments, Function<Segment, BigDecimal> of, Function<Segment, BigDecimal> less) {
        return segments.stream()
                .map(each -> of.apply(each).subtract(less.apply(each)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Markets and currencies are two Brinson-Fachler attributions of one return. */
    private static Attribution.Period both(List<Segment> segments) {
        Attribution.Period markets =
                single(segments.stream().map(Segment::market).toList());
        Attribution.Period currencies =
                single(segments.stream().map(Segment::currency).toList());
        List<Attribution.Effects> effects = new ArrayList<>(markets.segments());
        effects.addAll(currencies.segments());
        return new Attribution.Period(
                effects,
                new Attribution.Totals(
                        markets.totals().portfolio().add(currencies.totals().portfolio()),
                        markets.totals().benchmark().add(currencies.totals().benchmark())));
    }

    private static Attribution.Period single(List<Attribution.Segment> segments) {
        return Attribution.of(
                        List.of(segments),
                        Attribution.Model.BRINSON_FACHLER,
                        Attribution.Interaction.SEPARATE,
                        Linking.NONE)
                .periods()
                .getFirst();
    }

    /** What rounding leaves in the linked effects may stand in the selection of a currency; it is the currency's. */
    private static List<Effects> apart(List<Attribution.Effects> effects) {
        Map<String, Effects> all = new LinkedHashMap<>();
        for (Attribution.Effects each : effects) {
            if (each.name().startsWith(CURRENCY)) {
                BigDecimal currency = each.allocation().add(each.selection()).add(each.interaction());
                all.merge(
                        each.name().substring(CURRENCY.length()),
                        new Effects("", BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, currency),
                        (market, own) -> new Effects(
                                market.name(),
                                market.allocation(),
                                market.selection(),
                                market.interaction(),
                                currency));
            } else {
                all.put(
                        each.name(),
                        new Effects(
                                each.name(), each.allocation(), each.selection(), each.interaction(), BigDecimal.ZERO));
            }
        }
        return List.copyOf(all.values());
    }
}
