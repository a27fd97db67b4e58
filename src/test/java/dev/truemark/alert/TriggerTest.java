package dev.truemark.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.alert.Trigger.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule fires where its figure crosses the threshold, and again only after it came back. */
class TriggerTest {

    /** ? is a figure that nobody knows, ! one beyond all bounds; F fires, B comes back, - stays. */
    @ParameterizedTest(name = "{0} {1} rearm {2}: {3} gives {4}")
    @CsvSource(delimiter = '|', textBlock = """
            ABOVE  | 100  | 0    | 99 100 101 102 100 101       | --F-BF
            ABOVE  | 100  | 5    | 101 99 96 95 101 101         | F--BF-
            ABOVE  | 100  | 0    | 100.000000000000000001 100   | FB
            ABOVE  | 0.1  | 0.02 | ? 0.11 ? 0.09 ? 0.08 ? 0.11  | -F---B-F
            ABOVE  | 900  | 0    | 0 ! ! ? 899 !                | -F--BF
            BELOW  | 100  | 0    | 101 100 99 98 100 99         | --F-BF
            BELOW  | 100  | 5    | 99 101 104 105 99            | F--BF
            BELOW  | -0.1 | 0    | 0 -0.1 -0.11 ? -0.1          | --F-B
            BELOW  | 100  | 0    | ! 99                         | -F
            EITHER | 0.05 | 0.01 | 0.05 0.06 -0.06 0.05 -0.04 -0.051 | -F--BF
            """)
    void crossings(Direction direction, BigDecimal threshold, BigDecimal rearm, String figures, String verdicts) {
        assertThat(verdictsOf(new Trigger(direction, threshold, rearm), figures))
                .isEqualTo(verdicts);
    }

    private static String verdictsOf(Trigger trigger, String figures) {
        boolean fired = false;
        StringBuilder verdicts = new StringBuilder();
        for (String each : figures.split(" ")) {
            Verdict verdict = trigger.judge(fired, figure(each));
            fired = verdict == Verdict.FIRES || fired && verdict != Verdict.COMES_BACK;
            verdicts.append(
                    switch (verdict) {
                        case FIRES -> 'F';
                        case COMES_BACK -> 'B';
                        case STAYS -> '-';
                    });
        }
        return verdicts.toString();
    }

    private static Figure figure(String text) {
        return switch (text) {
            case "?" -> new Figure.Unknown("VALUE_UNKNOWN");
            case "!" -> new Figure.Beyond("PRICE_MISSING");
            default -> new Figure.Known(new BigDecimal(text));
        };
    }

    @ParameterizedTest
    @EnumSource
    void whatIsUnknownChangesNothing(Direction direction) {
        Trigger trigger = new Trigger(direction, BigDecimal.ONE, BigDecimal.ZERO);
        assertThat(trigger.judge(false, new Figure.Unknown("X"))).isEqualTo(Verdict.STAYS);
        assertThat(trigger.judge(true, new Figure.Unknown("X"))).isEqualTo(Verdict.STAYS);
    }

    /** Whatever the figures, firing and coming back take turns, and a look at the same figure again changes nothing. */
    @Property(tries = 200)
    void firingAndComingBackTakeTurns(
            @ForAll Direction direction,
            @ForAll @BigRange(min = "-10", max = "10") BigDecimal threshold,
            @ForAll @BigRange(min = "0", max = "5") BigDecimal rearm,
            @ForAll @Size(max = 30) List<@BigRange(min = "-20", max = "20") BigDecimal> figures) {
        Assume.that(direction != Direction.EITHER || threshold.compareTo(rearm) >= 0);
        Trigger trigger = new Trigger(direction, threshold, rearm);
        boolean fired = false;
        List<Verdict> changes = new ArrayList<>();
        for (BigDecimal each : figures) {
            Verdict verdict = trigger.judge(fired, new Figure.Known(each));
            if (verdict == Verdict.STAYS) continue;
            changes.add(verdict);
            fired = verdict == Verdict.FIRES;
            assertThat(trigger.judge(fired, new Figure.Known(each))).isEqualTo(Verdict.STAYS);
        }
        for (int i = 0; i < changes.size(); i++) {
            assertThat(changes.get(i)).isEqualTo(i % 2 == 0 ? Verdict.FIRES : Verdict.COMES_BACK);
        }
    }

    @Test
    void aNegativeMarginIsRefused() {
        assertThatThrownBy(() -> new Trigger(Direction.ABOVE, BigDecimal.ONE, BigDecimal.valueOf(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rearm");
    }
}
