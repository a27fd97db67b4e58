package dev.truemark.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.Contribution.Segment;
import dev.truemark.core.performance.Contribution.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ContributionTest {
    private static final List<Segment> FIRST = List.of(segment("A", "0.6", "0.1"), segment("B", "0.4", "-0.05"));
    private static final List<Segment> SECOND = List.of(segment("B", "0.3", "0.2"), segment("C", "0.7", "0.02"));

    @Test
    void aContributionIsWeightTimesReturn() {
        Contribution found = Contribution.of(List.of(FIRST), Linking.CARINO);

        assertThat(found.total()).isEqualByComparingTo("0.04");
        assertThat(of(found, "A")).isEqualByComparingTo("0.06");
        assertThat(of(found, "B")).isEqualByComparingTo("-0.02");
    }

    /** 4 % and 7.4 % make 11.696 %; Cariño's factors are ln(1.04)/0.04 and ln(1.074)/0.074 over ln(1.11696)/0.11696. */
    @Test
    void contributionsOfTwoPeriodsAreLinked() {
        double k = Math.log(1.11696) / 0.11696;
        double k1 = Math.log(1.04) / 0.04 / k;
        double k2 = Math.log(1.074) / 0.074 / k;

        Contribution found = Contribution.of(List.of(FIRST, SECOND), Linking.CARINO);

        assertThat(found.total().doubleValue()).isCloseTo(0.11696, within(1e-15));
        assertThat(of(found, "A").doubleValue()).isCloseTo(0.06 * k1, within(1e-14));
        assertThat(of(found, "B").doubleValue()).isCloseTo(-0.02 * k1 + 0.06 * k2, within(1e-14));
        assertThat(of(found, "C").doubleValue()).isCloseTo(0.014 * k2, within(1e-14));
    }

    @Test
    void whatIsNotToBeLinkedIsNot() {
        Contribution found = Contribution.of(List.of(FIRST, SECOND), Linking.NONE);

        assertThat(found.linked()).isEmpty();
        assertThat(found.notLinked()).hasValue(Undefined.NOT_LINKED);
    }

    @Test
    void aTotalLossCannotBeLinked() {
        Contribution found = Contribution.of(List.of(FIRST, List.of(segment("A", "1", "-1"))), Linking.CARINO);

        assertThat(found.notLinked()).hasValue(Undefined.TOTAL_LOSS);
    }

    @Property(tries = 200)
    void contributionsAddUpToTheLinkedReturn(@ForAll long seed, @ForAll boolean carino) {
        Random random = new Random(seed);
        List<List<Segment>> periods = new ArrayList<>();
        int many = 2 + random.nextInt(60);
        for (int t = 0; t < many; t++) {
            List<Segment> segments = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                segments.add(new Segment(
                        "S" + i,
                        BigDecimal.valueOf(random.nextInt(400_000), 6),
                        BigDecimal.valueOf(random.nextInt(600_000) - 300_000, 6)));
            }
            periods.add(segments);
        }

        Contribution found = Contribution.of(periods, carino ? Linking.CARINO : Linking.MENCHERO);

        double linked = 1;
        for (Contribution.Period each : found.periods())
            linked *= 1 + each.total().doubleValue();
        assertThat(found.total().doubleValue()).isCloseTo(linked - 1, within(1e-12 * linked));
        assertThat(found.linked().stream().map(Share::contribution).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(found.total());
    }

    private static BigDecimal of(Contribution found, String name) {
        return found.linked().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .contribution();
    }

    private static Segment segment(String name, String weight, String value) {
        return new Segment(name, new BigDecimal(weight), new BigDecimal(value));
    }
}
