package dev.truemark.core.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.rebalance.Rebalance.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proposals by hand, one for every rule, and against all plans there are. */
class RebalanceTest {
    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    private static Asset asset(int line, String quantity, String price, String step) {
        BigDecimal value = n(quantity).multiply(n(price));
        return new Asset("S" + line, line, n(quantity), value, n(price), n(step), true, true);
    }

    private static Line line(String target) {
        return new Line("L", n(target), Optional.empty());
    }

    private static Rules rules(String cash) {
        return new Rules(n(cash), n("0"), n("0"), Optional.empty(), n("0"), n("0"), false, false);
    }

    private static Proposal proposed(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
        return ((Outcome.Proposed) outcome).proposal();
    }

    private static List<String> trades(Proposal proposal) {
        return proposal.trades().stream()
                .map(each -> each.securityId() + " "
                        + each.quantity().stripTrailingZeros().toPlainString())
                .toList();
    }

    /** 1000: 600 and 400, wanted 50:50. */
    @Test
    void sellsWhatIsTooMuchAndBuysWhatIsTooLittle() {
        Proposal found = proposed(Rebalance.of(
                List.of(line("0.5"), line("0.5")),
                List.of(asset(0, "60", "10", "1"), asset(1, "20", "20", "1")),
                rules("0")));

        assertThat(trades(found)).containsExactly("S0 -10", "S1 5");
        assertThat(found.driftBefore()).isEqualByComparingTo("0.1");
        assertThat(found.driftAfter()).isEqualByComparingTo("0");
        assertThat(found.cash()).isEqualByComparingTo("0");
        assertThat(found.turnover()).isEqualByComparingTo("0.1");
        assertThat(found.lines()).usingElementComparator(BigDecimal::compareTo).containsExactly(n("500"), n("500"));
    }

    @Test
    void cashBuysWholeLotsAndFractions() {
        List<Line> lines = List.of(line("0.5"), line("0.5"));

        Proposal whole =
                proposed(Rebalance.of(lines, List.of(asset(0, "0", "30", "1"), asset(1, "0", "7", "1")), rules("100")));
        Proposal fractions = proposed(
                Rebalance.of(lines, List.of(asset(0, "0", "30", "0.001"), asset(1, "0", "7", "0.001")), rules("100")));

        // 2·30 + 5·7 = 95: off by 10 + 15 + 5; 1·30 + 7·7 = 79: 20 + 1 + 21; 2·30 + 5·7 is the nearest that 100 pay
        assertThat(trades(whole)).containsExactly("S0 2", "S1 5");
        assertThat(whole.driftAfter()).isEqualByComparingTo("0.15");
        assertThat(whole.cash()).isEqualByComparingTo("5");
        assertThat(trades(fractions)).containsExactly("S0 1.667", "S1 7.141");
        assertThat(fractions.cash()).isEqualByComparingTo("0.003");
    }

    @Test
    void whatMayNotBeSoldStays() {
        Asset kept = new Asset("S0", 0, n("60"), n("600"), n("10"), n("1"), true, false);

        Proposal found = proposed(
                Rebalance.of(List.of(line("0.3"), line("0.7")), List.of(kept, asset(1, "20", "20", "1")), rules("0")));

        assertThat(found.trades()).isEmpty();
        assertThat(found.driftAfter()).isEqualByComparingTo("0.3");
    }

    @Test
    void whatMayNotBeBoughtIsNot() {
        Asset closed = new Asset("S0", 0, n("0"), n("0"), n("10"), n("1"), false, true);

        Proposal found = proposed(Rebalance.of(List.of(line("1")), List.of(closed), rules("100")));

        assertThat(found.trades()).isEmpty();
        assertThat(found.cash()).isEqualByComparingTo("100");
    }

    @Test
    void smallTradesAreNotMade() {
        Rules rules = new Rules(n("0"), n("0"), n("150"), Optional.empty(), n("0"), n("0"), false, false);

        Proposal found = proposed(Rebalance.of(
                List.of(line("0.5"), line("0.5")),
                List.of(asset(0, "60", "10", "1"), asset(1, "20", "20", "1")),
                rules));

        assertThat(found.trades())
                .allSatisfy(each -> assertThat(each.value().abs()).isGreaterThanOrEqualTo(n("150")));
    }

    /** A tenth of 1000 may change hands: 5 sold and 2 bought leave 550, 440 and 10, off by 50 + 60 + 10; no 100 do better. */
    @Test
    void turnoverIsLimited() {
        Rules rules = new Rules(n("0"), n("0"), n("0"), Optional.of(n("0.05")), n("0"), n("0"), false, false);

        Proposal found = proposed(Rebalance.of(
                List.of(line("0.5"), line("0.5")),
                List.of(asset(0, "60", "10", "1"), asset(1, "20", "20", "1")),
                rules));

        assertThat(found.turnover()).isLessThanOrEqualTo(n("0.05"));
        assertThat(found.driftAfter()).isEqualByComparingTo("0.06");
    }

    /** 1000 with a fee of 1 and 1 % for each of two trades. */
    @Test
    void feesComeOutOfCashAndTotal() {
        Rules rules = new Rules(n("1000"), n("0"), n("0"), Optional.empty(), n("1"), n("0.01"), false, false);

        Proposal found = proposed(Rebalance.of(List.of(line("0.5")), List.of(asset(0, "0", "10", "1")), rules));

        // 50: weights 500/994 and 494/994, off by 3/994; 49: 490/994.1, off by 7.05/994.1
        assertThat(trades(found)).containsExactly("S0 50");
        assertThat(found.fees()).isEqualByComparingTo("6");
        assertThat(found.cash()).isEqualByComparingTo("494");
        assertThat(found.total()).isEqualByComparingTo("994");
        assertThat(found.driftAfter()).isEqualByComparingTo("0.003018108651911469");
    }

    @Test
    void withinTheirBandsNothingIsTraded() {
        Line.Band band = Line.Band.around(n("0.5"), n("0.1"));
        List<Line> lines =
                List.of(new Line("A", n("0.5"), Optional.of(band)), new Line("B", n("0.5"), Optional.of(band)));
        List<Asset> assets = List.of(asset(0, "60", "10", "1"), asset(1, "20", "20", "1"));
        Rules rules = new Rules(n("0"), n("0"), n("0"), Optional.empty(), n("0"), n("0"), true, false);

        assertThat(proposed(Rebalance.of(lines, assets, rules)).trades()).isEmpty();
        List<Asset> outside = List.of(asset(0, "61", "10", "1"), asset(1, "19", "20", "1"));
        assertThat(proposed(Rebalance.of(lines, outside, rules)).trades()).isNotEmpty();
    }

    /** 600, 300 and cash of 300 for 50:50 within 5 %: 300 buy B, and A needs no sale. */
    @Test
    void cashFirstSellsNothingThatNeedNotBeSold() {
        Line.Band band = Line.Band.around(n("0.5"), n("0.05"));
        List<Line> lines =
                List.of(new Line("A", n("0.5"), Optional.of(band)), new Line("B", n("0.5"), Optional.of(band)));
        List<Asset> assets = List.of(asset(0, "62", "10", "1"), asset(1, "15", "20", "1"));
        Rules rules = new Rules(n("280"), n("0"), n("0"), Optional.empty(), n("0"), n("0"), true, true);

        assertThat(trades(proposed(Rebalance.of(lines, assets, rules)))).containsExactly("S1 14");
        Rules anyway = new Rules(n("280"), n("0"), n("0"), Optional.empty(), n("0"), n("0"), true, false);
        assertThat(trades(proposed(Rebalance.of(lines, assets, anyway)))).containsExactly("S0 -2", "S1 15");
    }

    @Test
    void cashThatLacksIsRaised() {
        Rules rules = new Rules(n("-95"), n("10"), n("0"), Optional.empty(), n("0"), n("0"), false, false);

        Proposal found = proposed(Rebalance.of(List.of(line("1")), List.of(asset(0, "60", "10", "1")), rules));

        assertThat(trades(found)).containsExactly("S0 -11");
        assertThat(found.cash()).isEqualByComparingTo("15");
    }

    @ParameterizedTest(name = "cash {0} beside {1} units that may not be sold: {2}")
    @CsvSource({"-10, 60, CASH_OUT_OF_REACH", "-600, 60, NOTHING_INVESTED", "0, 0, NOTHING_INVESTED"})
    void refuses(String cash, String quantity, Rebalance.Refusal why) {
        Asset kept = new Asset("S0", 0, n(quantity), n(quantity).multiply(n("10")), n("10"), n("1"), true, false);

        assertThat(Rebalance.of(List.of(line("1")), List.of(kept), rules(cash))).isEqualTo(new Outcome.Refused(why));
    }

    @Test
    void aShortPositionIsBoughtBackAndNeverGrows() {
        Proposal found = proposed(Rebalance.of(List.of(line("0")), List.of(asset(0, "-5", "10", "1")), rules("200")));

        assertThat(trades(found)).containsExactly("S0 5");
        assertThat(found.cash()).isEqualByComparingTo("150");
    }

    /** Two assets share the first line; the plan only has to bring their sum there. */
    @Test
    void aClassIsBroughtToItsTargetByItsMembers() {
        Proposal found = proposed(Rebalance.of(
                List.of(line("0.6"), line("0.4")),
                List.of(asset(0, "40", "10", "1"), asset(0, "10", "40", "1"), asset(1, "10", "20", "1")),
                rules("0")));

        assertThat(found.driftAfter()).isEqualByComparingTo("0");
        assertThat(found.lines()).usingElementComparator(BigDecimal::compareTo).containsExactly(n("600"), n("400"));
    }

    @Test
    void manyAssetsComeNearTheirTargets() {
        Random random = new Random(7);
        List<Line> lines = new ArrayList<>();
        List<Asset> assets = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add(line("0.004"));
            assets.add(asset(i, Integer.toString(random.nextInt(100)), Integer.toString(5 + random.nextInt(40)), "1"));
        }

        Proposal found = proposed(Rebalance.of(lines, assets, rules("100000")));

        assertThat(found.driftAfter()).isLessThan(n("0.01"));
        assertThat(found.cash()).isNotNegative();
    }

    /**
     * Small portfolios under rules of every kind, in whole cents: every plan there is gets looked at, and none is better than
     * the proposal by more than 1 %; the proposal breaks no rule.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noPlanIsBetterByMoreThanAHundredth(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            SmallCase small = SmallCase.of(random);
            double best = small.best();

            Outcome outcome = Rebalance.of(small.lines(), small.assets(), small.rules());

            switch (outcome) {
                case Outcome.Refused refused ->
                    assertThat(best).as("%s: %s", refused, small).isInfinite();
                case Outcome.Proposed(Proposal proposal) -> {
                    long[] steps = small.steps(proposal);
                    assertThat(small.isAllowed(steps)).as("%s", small).isTrue();
                    assertThat(proposal.driftAfter().doubleValue())
                            .as("%s", small)
                            .isCloseTo(small.drift(steps), org.assertj.core.api.Assertions.within(1e-12))
                            .isLessThanOrEqualTo(best * 1.01 + 1e-12);
                }
            }
        }
    }
}
