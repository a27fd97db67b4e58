package dev.truemark.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PortfolioReturnsTest {
    private static final LocalDate START = LocalDate.of(2025, 1, 1);

    /** Whatever is bought and sold within, and comes from outside: contributions of every day sum to its return. */
    @Property(tries = 100)
    void contributionsAddUpToTheReturn(@ForAll long seed, @ForAll FlowTiming timing, @ForAll boolean net) {
        Random random = new Random(seed);
        List<PortfolioDay> days = new ArrayList<>();
        days.add(day(START, "10000", Map.of(), List.of()));
        for (int t = 1; t <= 30; t++) {
            Map<String, BaseAmount> positions = new HashMap<>();
            BigDecimal value = amount(random, 8000, 9000);
            for (String name : List.of("A", "B", "C")) {
                BigDecimal worth = amount(random, 0, 3000);
                positions.put(name, BaseAmount.of(worth));
                value = value.add(worth);
            }
            List<Movement> movements = new ArrayList<>();
            LocalDate date = START.plusDays(t);
            movements.add(
                    move(date, TransactionType.BUY, "A", amount(random, 0, 900).negate()));
            movements.add(move(date, TransactionType.SELL, "B", amount(random, 0, 900)));
            movements.add(
                    move(date, TransactionType.FEE, "", amount(random, 0, 30).negate()));
            movements.add(move(date, TransactionType.DEPOSIT, "", amount(random, 0, 500)));
            movements.add(move(
                    date, TransactionType.WITHDRAWAL, "", amount(random, 0, 500).negate()));
            days.add(new PortfolioDay(date, BaseAmount.of(value), positions, movements));
        }

        PortfolioReturns returns = PortfolioReturns.of(days, true, net, timing);
        Contribution found = PortfolioContribution.of(
                        returns, START, START.plusDays(30), net, UnaryOperator.identity(), Linking.CARINO)
                .contribution()
                .orElseThrow();

        for (int t = 0; t < 30; t++) {
            double r = returns.daily().intervals().get(t).value().toOptional().orElseThrow();
            assertThat(found.periods().get(t).total().doubleValue()).isCloseTo(r, within(1e-15));
        }
        assertThat(found.linked().stream()
                        .map(Contribution.Share::contribution)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(found.total());
        double linked = returns.daily().linked().toOptional().orElseThrow();
        assertThat(found.total().doubleValue()).isCloseTo(linked, within(1e-12 * (1 + linked)));
    }

    /** A bought for 50 with 20 of it from outside, both worth 10 more at the end; 5 of interest. */
    @Test
    void aDayByHand() {
        List<PortfolioDay> days = List.of(
                day(START, "100", Map.of("A", BaseAmount.of(new BigDecimal("60"))), List.of()),
                day(
                        START.plusDays(1),
                        "135",
                        Map.of("A", BaseAmount.of(new BigDecimal("120"))),
                        List.of(
                                move(START.plusDays(1), TransactionType.DEPOSIT, "", new BigDecimal("20")),
                                move(START.plusDays(1), TransactionType.BUY, "A", new BigDecimal("-50")),
                                move(START.plusDays(1), TransactionType.INTEREST, "", new BigDecimal("5")))));

        PortfolioReturns returns = PortfolioReturns.of(days, true, true, FlowTiming.IN_START_OUT_END);
        Contribution found = PortfolioContribution.of(
                        returns, START, START.plusDays(1), true, UnaryOperator.identity(), Linking.CARINO)
                .contribution()
                .orElseThrow();

        assertThat(returns.flowOn(START.plusDays(1))).isEqualTo(BaseAmount.of(new BigDecimal("20")));
        assertThat(found.linked().get(0).name()).isEqualTo("A");
        assertThat(found.linked().get(0).contribution().doubleValue()).isCloseTo(10 / 120.0, within(1e-17));
        assertThat(found.linked().get(1).name()).isEqualTo(PortfolioContribution.CASH);
        assertThat(found.linked().get(1).contribution().doubleValue()).isCloseTo(5 / 120.0, within(1e-17));
        assertThat(found.total().doubleValue()).isCloseTo(15 / 120.0, within(1e-17));
    }

    @Test
    void anUnknownValueLeavesNoContribution() {
        List<PortfolioDay> days = List.of(
                day(START, "100", Map.of(), List.of()),
                new PortfolioDay(START.plusDays(1), BaseAmount.UNKNOWN, Map.of("A", BaseAmount.UNKNOWN), List.of()));

        PortfolioReturns returns = PortfolioReturns.of(days, true, true, FlowTiming.START);

        assertThat(returns.daily().intervals().getFirst().value().reason()).hasValue(Undefined.VALUE_UNKNOWN);
        assertThat(returns.moneyWeighted(START, START.plusDays(1))).isEmpty();
        assertThat(PortfolioContribution.of(
                                returns, START, START.plusDays(1), true, UnaryOperator.identity(), Linking.CARINO)
                        .reason())
                .hasValue(Undefined.BROKEN_CHAIN);
    }

    /** 100 at the start, 110 put in after a year of 365 days, 231 in the end of the second: 10 % a year. */
    @Test
    void theMoneyWeightedRateSeesWhatWasThereAtTheStart() {
        List<PortfolioDay> days = new ArrayList<>();
        for (int t = 0; t <= 730; t++) {
            LocalDate date = START.plusDays(t);
            List<Movement> in =
                    t == 365 ? List.of(move(date, TransactionType.DEPOSIT, "", new BigDecimal("110"))) : List.of();
            days.add(day(date, t == 730 ? "242" : "100", Map.of(), in));
        }

        PortfolioReturns.MoneyWeighted found = PortfolioReturns.of(days, true, true, FlowTiming.END)
                .moneyWeighted(START, START.plusDays(730))
                .orElseThrow();

        assertThat(found.rate().rate().toOptional().orElseThrow()).isCloseTo(0.1, within(1e-14));
        assertThat(found.overPeriod().toOptional().orElseThrow()).isCloseTo(0.21, within(1e-14));
        assertThat(found.since()).isEqualTo(START);
    }

    private static PortfolioDay day(
            LocalDate date, String value, Map<String, BaseAmount> positions, List<Movement> movements) {
        return new PortfolioDay(date, BaseAmount.of(new BigDecimal(value)), positions, movements);
    }

    private static Movement move(LocalDate date, TransactionType type, String security, BigDecimal cash) {
        return new Movement(date, type, security, BaseAmount.of(cash), BaseAmount.ZERO);
    }

    private static BigDecimal amount(Random random, int least, int most) {
        return BigDecimal.valueOf(100L * least + random.nextInt(100 * (most - least)), 2);
    }
}
