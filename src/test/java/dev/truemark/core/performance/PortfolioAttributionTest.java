package dev.truemark.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.Attribution.Effects;
import dev.truemark.core.performance.BlendReturns.Part;
import dev.truemark.core.performance.BlendReturns.Prices;
import dev.truemark.core.performance.BlendReturns.Rebalancing;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortfolioAttributionTest {
    private static final LocalDate START = LocalDate.of(2025, 12, 29);
    private static final PortfolioAttribution.Rules RULES = new PortfolioAttribution.Rules(
            Attribution.Model.BRINSON_FACHLER, Attribution.Interaction.SEPARATE, Linking.CARINO);

    /** A from 100 to 110, then still; B still, then from 100 to 90; the third day is the first of a year. */
    @ParameterizedTest(name = "{0}: A weighs {1} on the second day and {2} on the third")
    @CsvSource({
        "DAILY, 0.5, 0.5",
        "MONTHLY, 0.5238095238095238, 0.5",
        "QUARTERLY, 0.5238095238095238, 0.5",
        "ANNUALLY, 0.5238095238095238, 0.5",
        "NONE, 0.5238095238095238, 0.55"
    })
    void weightsDriftUntilTheyAreRebalanced(Rebalancing rebalancing, double second, double third) {
        List<Prices> prices = List.of(
                prices(0, "100", "100"), prices(1, "110", "100"), prices(2, "110", "90"), prices(3, "110", "90"));

        List<Map<String, Part>> found =
                BlendReturns.of(prices, weights(), rebalancing).orElseThrow();

        assertThat(found.get(0).get("A").value()).isCloseTo(0.1, within(1e-15));
        assertThat(found.get(1).get("A").weight()).isCloseTo(second, within(1e-15));
        assertThat(found.get(1).get("B").value()).isCloseTo(-0.1, within(1e-15));
        assertThat(found.get(2).get("A").weight()).isCloseTo(third, within(1e-15));
    }

    @Test
    void aBlendWithAMissingPriceHasNoReturns() {
        List<Prices> prices = List.of(
                prices(0, "100", "100"),
                new Prices(START.plusDays(1), Map.of("A", BaseAmount.of(BigDecimal.ONE))),
                prices(2, "110", "90"));

        assertThat(BlendReturns.of(prices, weights(), Rebalancing.DAILY)).isEmpty();
    }

    /**
     * 60 of A and 40 of cash against half A and half B: A gains 10 %, B loses 5 %. The portfolio has 6 %, the blend 2.5 %.
     * Allocation (0.6 − 0.5)·7.5 %, (0 − 0.5)·(−7.5 %) and 0.4·(−2.5 %); nothing is selection.
     */
    @Test
    void aDayByHand() {
        List<PortfolioDay> days =
                List.of(day(0, "100", Map.of("A", known("60"))), day(1, "106", Map.of("A", known("66"))));
        List<Map<String, Part>> blend = BlendReturns.of(
                        List.of(prices(0, "100", "100"), prices(1, "110", "95")), weights(), Rebalancing.DAILY)
                .orElseThrow();

        Attribution found = PortfolioAttribution.of(returns(days), START, blend, true, UnaryOperator.identity(), RULES)
                .attribution()
                .orElseThrow();

        assertThat(found.linked().stream().map(Effects::name)).containsExactly("A", "B", "CASH");
        assertThat(found.linked().get(0).allocation().doubleValue()).isCloseTo(0.0075, within(1e-16));
        assertThat(found.linked().get(1).allocation().doubleValue()).isCloseTo(0.0375, within(1e-16));
        assertThat(found.linked().get(2).allocation().doubleValue()).isCloseTo(-0.01, within(1e-16));
        assertThat(found.linked().stream().map(each -> each.selection().signum()))
                .containsOnly(0);
        assertThat(found.total().active().doubleValue()).isCloseTo(0.035, within(1e-16));
    }

    @Test
    void aDayWithoutAValueLeavesNoAttribution() {
        List<PortfolioDay> days = List.of(
                day(0, "100", Map.of()),
                new PortfolioDay(START.plusDays(1), BaseAmount.UNKNOWN, Map.of("A", BaseAmount.UNKNOWN), List.of()));
        List<Map<String, Part>> blend = List.of(Map.of("A", new Part(1, 0.1)));

        assertThat(PortfolioAttribution.of(returns(days), START, blend, true, UnaryOperator.identity(), RULES)
                        .reason())
                .hasValue(Undefined.BROKEN_CHAIN);
    }

    /** Purchases and sales within, deposits from outside: effects add up to the portfolio's own return over the blend's. */
    @Property(tries = 50)
    void effectsAddUpToTheActiveReturn(@ForAll long seed, @ForAll Attribution.Model model) {
        Random random = new Random(seed);
        List<PortfolioDay> days = new ArrayList<>();
        List<Prices> prices = new ArrayList<>();
        for (int t = 0; t <= 40; t++) {
            Map<String, BaseAmount> positions = new HashMap<>();
            BigDecimal value = BigDecimal.valueOf(3000 + random.nextInt(100));
            for (String name : List.of("A", "B")) {
                BigDecimal worth = BigDecimal.valueOf(1000 + random.nextInt(200));
                positions.put(name, BaseAmount.of(worth));
                value = value.add(worth);
            }
            List<Movement> movements = List.of(
                    move(t, TransactionType.BUY, "A", -random.nextInt(100)),
                    move(t, TransactionType.SELL, "B", random.nextInt(100)),
                    move(t, TransactionType.DEPOSIT, "", random.nextInt(100)));
            days.add(new PortfolioDay(START.plusDays(t), BaseAmount.of(value), positions, movements));
            prices.add(prices(t, "" + (90 + random.nextInt(20)), "" + (90 + random.nextInt(20))));
        }
        List<Map<String, Part>> blend =
                BlendReturns.of(prices, weights(), Rebalancing.MONTHLY).orElseThrow();
        PortfolioReturns returns = returns(days);

        Attribution found = PortfolioAttribution.of(
                        returns,
                        START,
                        blend,
                        true,
                        UnaryOperator.identity(),
                        new PortfolioAttribution.Rules(model, Attribution.Interaction.SEPARATE, Linking.MENCHERO))
                .attribution()
                .orElseThrow();

        BigDecimal sum = BigDecimal.ZERO;
        for (Effects each : found.linked()) {
            sum = sum.add(each.allocation()).add(each.selection()).add(each.interaction());
        }
        assertThat(sum).isEqualByComparingTo(found.total().active());
        assertThat(found.total().portfolio().doubleValue())
                .isCloseTo(returns.daily().linked().toOptional().orElseThrow(), within(1e-13));
        double linked = 1;
        for (Map<String, Part> each : blend) {
            linked *= 1
                    + each.values().stream()
                            .mapToDouble(part -> part.weight() * part.value())
                            .sum();
        }
        assertThat(found.total().benchmark().doubleValue()).isCloseTo(linked - 1, within(1e-13));
    }

    private static PortfolioReturns returns(List<PortfolioDay> days) {
        return PortfolioReturns.of(days, true, true, FlowTiming.IN_START_OUT_END);
    }

    private static PortfolioDay day(int t, String value, Map<String, BaseAmount> positions) {
        return new PortfolioDay(START.plusDays(t), known(value), positions, List.of());
    }

    private static Movement move(int t, TransactionType type, String security, int cash) {
        return new Movement(
                START.plusDays(t), type, security, BaseAmount.of(BigDecimal.valueOf(cash)), BaseAmount.ZERO);
    }

    private static Prices prices(int t, String a, String b) {
        return new Prices(START.plusDays(t), Map.of("A", known(a), "B", known(b)));
    }

    private static BaseAmount known(String amount) {
        return BaseAmount.of(new BigDecimal(amount));
    }

    /** Told as one and one: what counts is their share. */
    private static Map<String, BigDecimal> weights() {
        return Map.of("A", BigDecimal.ONE, "B", BigDecimal.ONE);
    }
}
