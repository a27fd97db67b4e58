package dev.truemark.core.performance;

import dev.truemark.core.figure.Undefined;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a portfolio did better or worse than its benchmark, by segment (DEFINITIONS 19).
 * <p><b>Definition.</b> Brinson-Fachler: allocation {@code (w_p − w_b)(R_b,i − R_b)}, selection {@code w_b(R_p,i − R_b,i)},
 * interaction {@code (w_p − w_b)(R_p,i − R_b,i)}; Brinson-Hood-Beebower: allocation {@code (w_p − w_b)·R_b,i}, the others
 * alike. Interaction in selection makes it {@code w_p(R_p,i − R_b,i)}.
 * <p><b>Unit.</b> Weights at the start of a period and returns are decimal fractions. <b>Numbers.</b> Exact within a period:
 * effects add up to the active return to the last digit; linked, see {@link LinkedEffects}.
 * <p><b>Source.</b> G. Brinson and N. Fachler, J. Portfolio Management 11-3 (1985) 73–76; G. Brinson, L. Hood and
 * G. Beebower, Financial Analysts Journal 42-4 (1986) 39–44.
 *
 * @param linked the effects over all periods; none where {@code notLinked} says why
 */
public record Attribution(List<Period> periods, Totals total, List<Effects> linked, Optional<Undefined> notLinked) {
    public enum Model {
        BRINSON_FACHLER,
        BHB
    }

    public enum Interaction {
        SEPARATE,
        IN_SELECTION
    }

    /** By how much the sums of both weights may differ; weights written with 15 digits do not sum to 1 exactly. */
    public static final BigDecimal WEIGHT_TOLERANCE = new BigDecimal("1e-9");

    /** A part of the market in a period; a weight of zero still needs its return. */
    public record Segment(
            String name,
            BigDecimal portfolioWeight,
            BigDecimal benchmarkWeight,
            BigDecimal portfolioReturn,
            BigDecimal benchmarkReturn) {
        BigDecimal activeWeight() {
            return portfolioWeight.subtract(benchmarkWeight);
        }

        BigDecimal activeReturn() {
            return portfolioReturn.subtract(benchmarkReturn);
        }
    }

    public record Effects(String name, BigDecimal allocation, BigDecimal selection, BigDecimal interaction) {
        BigDecimal sum() {
            return allocation.add(selection).add(interaction);
        }
    }

    /** Returns of the whole; {@code active} is their difference. */
    public record Totals(BigDecimal portfolio, BigDecimal benchmark) {
        public BigDecimal active() {
            return portfolio.subtract(benchmark);
        }
    }

    public record Period(List<Effects> segments, Totals totals) {
        public Period {
            segments = List.copyOf(segments);
        }
    }

    public Attribution {
        periods = List.copyOf(periods);
        linked = List.copyOf(linked);
    }

    /**
     * @param periods at least one, in order, each of segments with different names
     * @throws IllegalArgumentException if weights do not sum alike, so that Brinson-Fachler effects could not add up
     * @throws ArithmeticException      if the linked return is too large for a double
     */
    public static Attribution of(List<List<Segment>> periods, Model model, Interaction interaction, Linking linking) {
        List<Period> single =
                periods.stream().map(each -> period(each, model, interaction)).toList();
        LinkedEffects all = LinkedEffects.of(single, linking);
        return new Attribution(single, all.total(), all.effects(), all.reason());
    }

    /** What is between the sums of both weights; zero where the effects of Brinson-Fachler add up. */
    public static BigDecimal excessWeight(List<Segment> segments) {
        return segments.stream().map(Segment::activeWeight).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Period period(List<Segment> segments, Model model, Interaction interaction) {
        BigDecimal excess = excessWeight(segments);
        if (model == Model.BRINSON_FACHLER && excess.abs().compareTo(WEIGHT_TOLERANCE) > 0) {
            throw new IllegalArgumentException("the weights of portfolio and benchmark do not sum alike");
        }
        BigDecimal portfolio = BigDecimal.ZERO;
        BigDecimal benchmark = BigDecimal.ZERO;
        for (Segment each : segments) {
            portfolio = portfolio.add(each.portfolioWeight().multiply(each.portfolioReturn()));
            benchmark = benchmark.add(each.benchmarkWeight().multiply(each.benchmarkReturn()));
        }
        BigDecimal hurdle = model == Model.BHB ? BigDecimal.ZERO : benchmark;
        List<Effects> effects = new ArrayList<>();
        for (Segment each : segments) effects.add(effects(each, hurdle, interaction));
        return new Period(settled(effects, hurdle.multiply(excess)), new Totals(portfolio, benchmark));
    }

    /** What weights leave that do not sum alike to the last digit the largest allocation takes. */
    private static List<Effects> settled(List<Effects> effects, BigDecimal left) {
        if (left.signum() == 0) return effects;
        int at = Rounded.largest(effects.stream().map(Effects::allocation).toList());
        Effects takes = effects.get(at);
        effects.set(
                at, new Effects(takes.name(), takes.allocation().add(left), takes.selection(), takes.interaction()));
        return effects;
    }

    private static Effects effects(Segment s, BigDecimal hurdle, Interaction interaction) {
        BigDecimal allocation = s.activeWeight().multiply(s.benchmarkReturn().subtract(hurdle));
        BigDecimal selection = s.benchmarkWeight().multiply(s.activeReturn());
        BigDecimal both = s.activeWeight().multiply(s.activeReturn());
        return interaction == Interaction.SEPARATE
                ? new Effects(s.name(), allocation, selection, both)
                : new Effects(s.name(), allocation, selection.add(both), BigDecimal.ZERO);
    }
}
