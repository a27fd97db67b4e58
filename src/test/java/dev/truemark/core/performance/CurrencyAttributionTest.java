package dev.truemark.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.core.performance.CurrencyAttribution.Effects;
import dev.truemark.core.performance.CurrencyAttribution.Segment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CurrencyAttributionTest {
    private static Segment segment(String name, String... numbers) {
        BigDecimal[] n = new BigDecimal[numbers.length];
        for (int i = 0; i < n.length; i++) n[i] = new BigDecimal(numbers[i]);
        return new Segment(name, n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
    }

    /**
     * By hand: premiums of the benchmark are 0.08 − 0.02 = 0.06 and 0.04 − 0.05 = −0.01, together 0.5·0.06 + 0.5·(−0.01) = 0.025;
     * currencies earn 0.02 + 0.01 = 0.03 and 0.05 − 0.07 = −0.02, together 0.005. The portfolio hedges all of B into A.
     */
    @Test
    void marketsAndCurrenciesStandApart() {
        CurrencyAttribution found = CurrencyAttribution.of(
                List.of(List.of(
                        segment("A", "0.6", "0.5", "0.10", "0.08", "1", "0.5", "0.02", "0.01"),
                        segment("B", "0.4", "0.5", "0.03", "0.04", "0", "0.5", "0.05", "-0.07"))),
                Linking.NONE);

        Effects a = found.periods().getFirst().segments().get(0);
        Effects b = found.periods().getFirst().segments().get(1);
        assertThat(a.allocation()).isEqualByComparingTo("0.0035"); // 0.1 · (0.06 − 0.025)
        assertThat(a.selection()).isEqualByComparingTo("0.01"); // 0.5 · 0.02
        assertThat(a.interaction()).isEqualByComparingTo("0.002"); // 0.1 · 0.02
        assertThat(a.currency()).isEqualByComparingTo("0.0125"); // 0.5 · (0.03 − 0.005)
        assertThat(b.allocation()).isEqualByComparingTo("0.0035"); // −0.1 · (−0.01 − 0.025)
        assertThat(b.selection()).isEqualByComparingTo("-0.005");
        assertThat(b.interaction()).isEqualByComparingTo("0.001");
        assertThat(b.currency()).isEqualByComparingTo("0.0125"); // −0.5 · (−0.02 − 0.005)
        // 0.6·0.08 + 0.4·(−0.02) + 1·0.03 and 0.025 + 0.005
        assertThat(found.total().portfolio()).isEqualByComparingTo("0.07");
        assertThat(found.total().benchmark()).isEqualByComparingTo("0.03");
        assertThat(sum(found.linked())).isEqualByComparingTo("0.04");
    }

    /**
     * Weights, local returns and forwards of the example of several currencies in C. Bacon, Practical Portfolio Performance
     * Measurement and Attribution (2008). With the same cash return everywhere the effects on markets are those that he prints for Brinson-Fachler:
     * allocation 0, −1.04 % and −0.16 %, selection 4, −0.2 and −0.8 %, interaction 0, −0.1 and 0.2 %. Exposures are weights and
     * forwards: 0.6, 0.15, 0.25 against 0.7, 0.1, 0.2; with the same 2 % of cash, currencies earn 2, 12 and 22 %, the benchmark's
     * 0.7·2 + 0.1·12 + 0.2·22 = 7 %, so they add −0.1·(−5), 0.05·5 and 0.05·15 %.
     */
    @Test
    void aPublishedPortfolioWithForwards() {
        CurrencyAttribution found = CurrencyAttribution.of(
                List.of(List.of(
                        segment("UK", "0.4", "0.4", "0.20", "0.10", "0.60", "0.7", "0.02", "0"),
                        segment("Japan", "0.3", "0.2", "-0.05", "-0.04", "0.15", "0.1", "0.02", "0.1"),
                        segment("US", "0.3", "0.4", "0.06", "0.08", "0.25", "0.2", "0.02", "0.2"))),
                Linking.NONE);

        List<Effects> effects = found.periods().getFirst().segments();
        assertThat(effects)
                .extracting(Effects::allocation)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(decimals("0", "-0.0104", "-0.0016"));
        assertThat(effects)
                .extracting(Effects::selection)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(decimals("0.04", "-0.002", "-0.008"));
        assertThat(effects)
                .extracting(Effects::interaction)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(decimals("0", "-0.001", "0.002"));
        assertThat(effects)
                .extracting(Effects::currency)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(decimals("0.005", "0.0025", "0.0075"));
        // 8.3 % and 6.4 % local, as printed, less 2 % of cash, and what the currencies earn: 8.5 % and 7 %
        assertThat(found.total().portfolio()).isEqualByComparingTo("0.148");
        assertThat(found.total().benchmark()).isEqualByComparingTo("0.114");
    }

    private static BigDecimal[] decimals(String... values) {
        return Arrays.stream(values).map(BigDecimal::new).toArray(BigDecimal[]::new);
    }

    @Test
    void exposuresThatDoNotSumAlikeAreRefused() {
        List<List<Segment>> open = List.of(List.of(segment("A", "1", "1", "0.1", "0.1", "0.9", "1", "0", "0")));
        assertThatThrownBy(() -> CurrencyAttribution.of(open, Linking.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void effectsAddUpToTheActiveReturn(
            @ForAll @Size(min = 2, max = 4) List<@Size(24) List<@IntRange(min = -99, max = 99) Integer>> numbers,
            @ForAll Linking linking) {
        List<List<Segment>> periods = new ArrayList<>();
        for (List<Integer> n : numbers) {
            List<Segment> segments = new ArrayList<>();
            for (int i = 0; i < 3; i++) segments.add(random(i, n.subList(8 * i, 8 * i + 8)));
            periods.add(balanced(segments));
        }
        CurrencyAttribution found = CurrencyAttribution.of(periods, linking);

        found.periods()
                .forEach(each -> assertThat(sum(each.segments()))
                        .isEqualByComparingTo(each.totals().active()));
        if (found.notLinked().isEmpty()) {
            assertThat(sum(found.linked())).isEqualByComparingTo(found.total().active());
        }
    }

    private static Segment random(int i, List<Integer> n) {
        return segment(
                "S" + i,
                n.stream()
                        .map(each -> BigDecimal.valueOf(each, 3).toPlainString())
                        .toArray(String[]::new));
    }

    /** The last weight and the last exposure of the portfolio make the sums alike. */
    private static List<Segment> balanced(List<Segment> of) {
        BigDecimal weight = CurrencyAttribution.excess(of, Segment::portfolioWeight, Segment::benchmarkWeight);
        BigDecimal exposure = CurrencyAttribution.excess(of, Segment::portfolioExposure, Segment::benchmarkExposure);
        Segment last = of.getLast();
        List<Segment> all = new ArrayList<>(of.subList(0, of.size() - 1));
        all.add(new Segment(
                last.name(),
                last.portfolioWeight().subtract(weight),
                last.benchmarkWeight(),
                last.portfolioReturn(),
                last.benchmarkReturn(),
                last.portfolioExposure().subtract(exposure),
                last.benchmarkExposure(),
                last.cashReturn(),
                last.currencyReturn()));
        return all;
    }

    private static BigDecimal sum(List<Effects> effects) {
        return effects.stream()
                .map(e -> e.allocation().add(e.selection()).add(e.interaction()).add(e.currency()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
