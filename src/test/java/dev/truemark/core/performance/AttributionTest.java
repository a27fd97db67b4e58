package dev.truemark.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.Attribution.Effects;
import dev.truemark.core.performance.Attribution.Interaction;
import dev.truemark.core.performance.Attribution.Model;
import dev.truemark.core.performance.Attribution.Segment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttributionTest {
    /** Bacon (2008), table 5.1: three equity markets in a quarter. */
    private static final List<Segment> QUARTER = List.of(
            segment("UK equities", "0.4", "0.4", "0.2", "0.1"),
            segment("Japanese equities", "0.3", "0.2", "-0.05", "-0.04"),
            segment("US equities", "0.3", "0.4", "0.06", "0.08"));

    /** Bacon (2008), tables 5.2 to 5.5. */
    @ParameterizedTest(name = "{0}, interaction {1}: segment {2} has {3}, {4}, {5}")
    @CsvSource(delimiter = '|', textBlock = """
            BRINSON_FACHLER | SEPARATE     | 0 | 0       | 0.04   | 0
            BRINSON_FACHLER | SEPARATE     | 1 | -0.0104 | -0.002 | -0.001
            BRINSON_FACHLER | SEPARATE     | 2 | -0.0016 | -0.008 | 0.002
            BRINSON_FACHLER | IN_SELECTION | 0 | 0       | 0.04   | 0
            BRINSON_FACHLER | IN_SELECTION | 1 | -0.0104 | -0.003 | 0
            BRINSON_FACHLER | IN_SELECTION | 2 | -0.0016 | -0.006 | 0
            BHB             | SEPARATE     | 0 | 0       | 0.04   | 0
            BHB             | SEPARATE     | 1 | -0.004  | -0.002 | -0.001
            BHB             | SEPARATE     | 2 | -0.008  | -0.008 | 0.002
            """)
    void effectsOfAQuarter(
            Model model,
            Interaction interaction,
            int segment,
            BigDecimal allocation,
            BigDecimal selection,
            BigDecimal both) {
        Attribution found = Attribution.of(List.of(QUARTER), model, interaction, Linking.CARINO);

        Effects effects = found.periods().getFirst().segments().get(segment);
        assertThat(effects.allocation()).isEqualByComparingTo(allocation);
        assertThat(effects.selection()).isEqualByComparingTo(selection);
        assertThat(effects.interaction()).isEqualByComparingTo(both);
        assertThat(found.total().portfolio()).isEqualByComparingTo("0.083");
        assertThat(found.total().benchmark()).isEqualByComparingTo("0.064");
        assertThat(found.linked()).isEqualTo(found.periods().getFirst().segments());
    }

    /**
     * Periods of 10 % against 7 %, −4 % against −2 %, 6 % against 6 %: factors worked out from the definitions to 50 digits.
     * A segment that makes up the whole excess of a period has the factor times it.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            CARINO   | 1.02811472324490554374 | 1.14997208486735831562 | 1.05229566345302875295
            MENCHERO | 1.00835904579661637393 | 1.12033856869492456090 | 1.07554675953560128611
            """)
    void effectsAreLinkedByTheirFactors(Linking linking, double first, double second, double third) {
        double[] factors = LinkingFactors.of(
                        linking, new double[] {0.10, -0.04, 0.06}, new double[] {0.07, -0.02, 0.06})
                .orElseThrow();

        assertThat(factors).containsExactly(new double[] {first, second, third}, within(1e-12));
    }

    /** Two periods that are alike have the same factor, and both methods the same: excess over both over twice the excess. */
    @ParameterizedTest
    @EnumSource(names = {"CARINO", "MENCHERO"})
    void periodsThatAreAlikeCountAlike(Linking linking) {
        double[] factors = LinkingFactors.of(linking, new double[] {0.1, 0.1}, new double[] {0.05, 0.05})
                .orElseThrow();

        double each = (1.1 * 1.1 - 1.05 * 1.05) / (2 * 0.05);
        assertThat(factors).containsExactly(new double[] {each, each}, within(1e-13));
    }

    @Test
    void whatIsNotToBeLinkedIsNot() {
        Attribution found =
                Attribution.of(List.of(QUARTER, QUARTER), Model.BRINSON_FACHLER, Interaction.SEPARATE, Linking.NONE);

        assertThat(found.linked()).isEmpty();
        assertThat(found.notLinked()).hasValue(Undefined.NOT_LINKED);
        assertThat(found.total().portfolio()).isEqualByComparingTo("0.172889"); // 1.083² − 1
    }

    @ParameterizedTest
    @EnumSource(names = {"CARINO", "MENCHERO"})
    void aTotalLossCannotBeLinked(Linking linking) {
        List<Segment> loss = List.of(segment("A", "1", "1", "-1", "0.02"));

        Attribution found = Attribution.of(List.of(QUARTER, loss), Model.BHB, Interaction.SEPARATE, linking);

        assertThat(found.notLinked()).hasValue(Undefined.TOTAL_LOSS);
    }

    @Test
    void weightsThatDoNotSumAlikeAreRefused() {
        List<Segment> short1 = List.of(segment("A", "0.9", "1", "0.1", "0.1"));

        assertThatThrownBy(() ->
                        Attribution.of(List.of(short1), Model.BRINSON_FACHLER, Interaction.SEPARATE, Linking.CARINO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever the weights and returns, in each period and linked, to the last digit. */
    @Property(tries = 200)
    void effectsAddUpToTheActiveReturn(
            @ForAll long seed, @ForAll Model model, @ForAll Interaction interaction, @ForAll boolean carino) {
        Random random = new Random(seed);
        List<List<Segment>> periods = new ArrayList<>();
        int many = 2 + random.nextInt(40);
        for (int t = 0; t < many; t++) periods.add(randomPeriod(random));

        Attribution found = Attribution.of(periods, model, interaction, carino ? Linking.CARINO : Linking.MENCHERO);

        for (Attribution.Period each : found.periods()) {
            assertThat(sum(each.segments()).subtract(each.totals().active()).abs())
                    .isLessThan(new BigDecimal("1e-30"));
        }
        assertThat(sum(found.linked())).isEqualByComparingTo(found.total().active());
        double portfolio = 1;
        for (Attribution.Period each : found.periods()) {
            portfolio *= 1 + each.totals().portfolio().doubleValue();
        }
        assertThat(found.total().portfolio().doubleValue()).isCloseTo(portfolio - 1, within(1e-12 * portfolio));
    }

    private static List<Segment> randomPeriod(Random random) {
        List<Segment> segments = new ArrayList<>();
        BigDecimal portfolioLeft = BigDecimal.ONE;
        BigDecimal benchmarkLeft = BigDecimal.ONE;
        for (String name : List.of("A", "B", "C")) {
            BigDecimal p = decimal(random, 400);
            BigDecimal b = decimal(random, 400);
            segments.add(new Segment(name, p, b, decimal(random, 300), decimal(random, 300)));
            portfolioLeft = portfolioLeft.subtract(p);
            benchmarkLeft = benchmarkLeft.subtract(b);
        }
        segments.add(new Segment("D", portfolioLeft, benchmarkLeft, decimal(random, 300), decimal(random, 300)));
        return segments;
    }

    private static BigDecimal decimal(Random random, int thousandths) {
        return BigDecimal.valueOf(random.nextLong(2_000_000L * thousandths) - 1_000_000L * thousandths, 9);
    }

    private static BigDecimal sum(List<Effects> effects) {
        return effects.stream().map(Effects::sum).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Segment segment(String name, String wp, String wb, String rp, String rb) {
        return new Segment(name, new BigDecimal(wp), new BigDecimal(wb), new BigDecimal(rp), new BigDecimal(rb));
    }
}
