package dev.truemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.risk.Scenario.CurrencyShock;
import dev.truemark.core.risk.Scenario.PriceShock;
import dev.truemark.core.risk.Scenario.RateShock;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Shocks by hand. */
class StressTest {
    private static final Scenario NONE = new Scenario("none", List.of(), List.of(), List.of());

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    private static Stress.Holding equity(String value, String currency) {
        return new Stress.Holding(
                "E", false, Map.of("asset_class", "EQUITY"), BaseAmount.of(n(value)), currency, Optional.empty());
    }

    private static Stress.Holding bond(String value, Statistic duration, Statistic convexity) {
        return new Stress.Holding(
                "B",
                false,
                Map.of("asset_class", "BOND"),
                BaseAmount.of(n(value)),
                "USD",
                Optional.of(new Stress.Sensitivity(duration, convexity)));
    }

    private static Stress.Holding cash(String value, String currency) {
        return new Stress.Holding(currency, true, Map.of(), BaseAmount.of(n(value)), currency, Optional.empty());
    }

    private static PriceShock price(String by, String value, String shock) {
        return new PriceShock(Optional.ofNullable(by), value, n(shock));
    }

    /** 1000 in EUR fall by 20 % to 800, and the euro by 10 % to 720; cash of 100 in EUR to 90, in USD not at all. */
    @Test
    void pricesAndCurrenciesCompound() {
        Scenario scenario = new Scenario(
                "crash",
                List.of(price("asset_class", "EQUITY", "-0.2"), price(null, "", "-0.5")),
                List.of(),
                List.of(new CurrencyShock("EUR", n("-0.1"))));

        Stress found = Stress.of(List.of(equity("1000", "EUR"), cash("100", "EUR"), cash("50", "USD")), scenario);

        assertThat(found.before()).isEqualTo(BaseAmount.of(n("1150")));
        assertThat(found.price()).isEqualTo(BaseAmount.of(n("-200")));
        assertThat(found.currency()).isEqualTo(BaseAmount.of(n("-90")));
        assertThat(found.after()).isEqualTo(BaseAmount.of(n("860")));
        assertThat(found.effects().get(2).after()).isEqualTo(BaseAmount.of(n("50")));
    }

    /** Duration 5 and convexity 30 at one point more: −0.05 + 0.0015 of 2000; the equity does not move. */
    @Test
    void bondsMoveByDurationAndConvexity() {
        Scenario scenario =
                new Scenario("rates", List.of(), List.of(new RateShock(Optional.of("USD"), n("0.01"))), List.of());

        Stress found =
                Stress.of(List.of(bond("2000", Statistic.of(5), Statistic.of(30)), equity("1000", "USD")), scenario);

        assertThat(found.rate()).isEqualTo(BaseAmount.of(n("-97")));
        assertThat(found.after()).isEqualTo(BaseAmount.of(n("2903")));
    }

    @Test
    void yieldsOfAnotherCurrencyDoNotMove() {
        Scenario scenario =
                new Scenario("rates", List.of(), List.of(new RateShock(Optional.of("EUR"), n("0.01"))), List.of());

        assertThat(Stress.of(List.of(bond("2000", Statistic.of(5), Statistic.of(30))), scenario)
                        .after())
                .isEqualTo(BaseAmount.of(n("2000")));
    }

    @Test
    void whatIsNotKnownStaysUnknown() {
        Scenario scenario =
                new Scenario("rates", List.of(), List.of(new RateShock(Optional.empty(), n("0.01"))), List.of());
        Stress.Holding unpriced = new Stress.Holding("X", false, Map.of(), BaseAmount.UNKNOWN, "USD", Optional.empty());
        Stress.Holding unclear = bond("100", Statistic.undefined(Undefined.TERMS_UNKNOWN), Statistic.of(1));

        Stress found = Stress.of(List.of(equity("1000", "USD"), unpriced, unclear), scenario);

        assertThat(found.after()).isEqualTo(BaseAmount.UNKNOWN);
        assertThat(found.effects().get(1).why()).contains(Undefined.VALUE_UNKNOWN);
        assertThat(found.effects().get(2).why()).contains(Undefined.TERMS_UNKNOWN);
        assertThat(found.effects().get(0).after()).isEqualTo(BaseAmount.of(n("1000")));
        assertThat(Stress.of(List.of(unclear), NONE).after()).isEqualTo(BaseAmount.of(n("100")));
    }
}
