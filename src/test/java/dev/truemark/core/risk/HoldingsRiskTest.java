package dev.truemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.risk.HoldingsRisk.Series;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses on present holdings, by hand, and when there are none to tell. */
class HoldingsRiskTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    /** One loss among twenty days, in the middle: 20 returns of 0 but one of −10 %. */
    private static final List<LocalDate> DATES =
            FIRST.datesUntil(FIRST.plusDays(21)).toList();

    private static List<OptionalDouble> falling(int day, double factor) {
        List<OptionalDouble> values = new ArrayList<>();
        for (int t = 0; t < DATES.size(); t++) values.add(OptionalDouble.of(t < day ? 100 : 100 * factor));
        return values;
    }

    private static List<OptionalDouble> still() {
        return Collections.nCopies(DATES.size(), OptionalDouble.of(7));
    }

    /** 60 % fall by 10 %, 40 % of cash stand still: −6 %. At 95 % the quantile lies at place 0.95: 5 % of the way from it. */
    @Test
    void weightsOfNowTimesReturnsOfThen() {
        HoldingsRisk found = HoldingsRisk.of(
                List.of(new Series("A", 0.6, false, falling(10, 0.9)), new Series("USD", 0.4, true, still())),
                DATES,
                0.95,
                1,
                false);

        assertThat(found.returns()).hasSize(20);
        assertThat(found.var().historical().toOptional().orElseThrow()).isCloseTo(0.06 * 0.05, within(1e-12));
        assertThat(found.shortfall().historical().toOptional().orElseThrow()).isCloseTo(0.06, within(1e-12));
        assertThat(found.worst().orElseThrow().date()).isEqualTo(DATES.get(10));
        assertThat(HoldingsRisk.of(List.of(new Series("A", 0.6, false, falling(10, 0.9))), DATES, 0.95, 4, false)
                        .shortfall()
                        .historical()
                        .toOptional()
                        .orElseThrow())
                .isCloseTo(0.12, within(1e-12));
    }

    /** A short position of a tenth gains what the price loses. */
    @Test
    void aShortPositionLosesWhenItsPriceRises() {
        HoldingsRisk found = HoldingsRisk.of(
                List.of(new Series("A", -0.1, false, falling(10, 1.2)), new Series("USD", 1.1, true, still())),
                DATES,
                0.95,
                1,
                false);

        assertThat(found.shortfall().historical().toOptional().orElseThrow()).isCloseTo(0.02, within(1e-12));
    }

    @Test
    void anEveningWithoutAValueLeavesNoFigure() {
        List<OptionalDouble> gap = new ArrayList<>(still());
        gap.set(5, OptionalDouble.empty());
        gap.set(9, OptionalDouble.empty());

        HoldingsRisk found = HoldingsRisk.of(
                List.of(new Series("A", 0.5, false, gap), new Series("B", 0.5, false, still())), DATES, 0.95, 1, false);

        assertThat(found.why()).contains(Undefined.VALUE_UNKNOWN);
        assertThat(found.var().historical().reason()).contains(Undefined.VALUE_UNKNOWN);
        assertThat(found.missing()).containsExactly(new HoldingsRisk.Gap("A", DATES.get(5)));
    }

    @ParameterizedTest(name = "a price that becomes {0} of itself in a day may be a split")
    @ValueSource(doubles = {0.5, 0.1, 2, 10})
    void aJumpLeavesNoFigureUnlessItIsAccepted(double factor) {
        List<Series> all = List.of(new Series("A", 1, false, falling(10, factor)));

        HoldingsRisk found = HoldingsRisk.of(all, DATES, 0.95, 1, false);

        assertThat(found.why()).contains(Undefined.PRICE_JUMP);
        assertThat(found.jumps()).containsExactly(new HoldingsRisk.Jump("A", DATES.get(10), factor));
        assertThat(HoldingsRisk.of(all, DATES, 0.95, 1, true).why()).isEmpty();
    }

    @Test
    void fewReturnsHaveNoFigure() {
        HoldingsRisk found = HoldingsRisk.of(
                List.of(new Series("A", 1, false, still().subList(0, 20))), DATES.subList(0, 20), 0.95, 1, false);

        assertThat(found.why()).contains(Undefined.TOO_FEW_RETURNS);
    }
}
