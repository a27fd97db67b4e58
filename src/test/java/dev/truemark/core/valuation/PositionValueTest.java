package dev.truemark.core.valuation;

import static dev.truemark.core.valuation.Given.AT;
import static dev.truemark.core.valuation.Given.direct;
import static dev.truemark.core.valuation.Given.held;
import static dev.truemark.core.valuation.Given.inverse;
import static dev.truemark.core.valuation.Given.n;
import static dev.truemark.core.valuation.Given.price;
import static dev.truemark.core.valuation.Given.rates;
import static dev.truemark.core.valuation.Given.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionValueTest {

    @Test
    void aCostThatIsAnEstimateIsNamedWhileUnitsAreHeld() {
        Holding held = estimated("10", "500");
        PositionValue value = PositionValue.of(held, price("60", "USD"), (from, to) -> Rate.SAME, terms("USD"));

        assertThat(value.quality().estimated()).containsExactly("S");
        assertThat(value.quality().status()).isEqualTo(Quality.Status.ESTIMATED);
        assertThat(PositionValue.of(estimated("0", "0"), price("60", "USD"), (from, to) -> Rate.SAME, terms("USD"))
                        .quality()
                        .estimated())
                .isEmpty();
    }

    private static Holding estimated(String quantity, String cost) {
        return new Holding(
                "S", "USD", n(quantity), n(cost), BaseAmount.of(n(cost)), BigDecimal.ZERO, BaseAmount.ZERO, true);
    }

    /** FX-001 of the shared examples: 60 EUR shares that cost 9000 at 1.10, at 180 and 1.20. */
    @Test
    void aForeignPositionSplitsItsGainIntoPriceAndFx() {
        PositionValue value = PositionValue.of(
                held("SEC", "EUR", "60", "9000", "9900"),
                price("180", "EUR"),
                rates(Map.of("EUR/USD", direct("1.20"))),
                terms("USD"));

        assertKnown(value.marketValue(), "10800");
        assertKnown(value.marketValueBase(), "12960");
        assertKnown(value.unrealized(), "1800");
        assertKnown(value.unrealizedBase(), "3060");
        assertKnown(value.priceEffectBase(), "2160"); // (10800 − 9000) · 1.20
        assertKnown(value.fxEffectBase(), "900"); // 9000 · (1.20 − 1.10)
        assertThat(value.unrealizedPercent().orElseThrow()).isEqualByComparingTo("20"); // 1800 / 9000
        assertThat(value.unrealizedBasePercent().orElseThrow())
                .isEqualByComparingTo("30.909090909090909091"); // 3060 / 9900
        assertThat(value.quality().status()).isEqualTo(Quality.Status.COMPLETE);
    }

    @ParameterizedTest(name = "{0} units that cost {1}, at {2}, gain {3}, {4} %")
    @CsvSource(delimiter = '|', textBlock = """
        800  | 140020.4 | 185  | 7979.6  | 5.698883876920791542
        500  | 70015    | 140  | -15     | -0.021423980575590945
        -100 | -1000    | 9    | 100     | 10
        5    | 0        | 3    | 15      |
        1    | 10       | 0    | -10     | -100
        """)
    void gainInOneCurrency(String units, String cost, String price, String gain, String percent) {
        PositionValue value = PositionValue.of(
                held("SEC", "USD", units, cost, cost), price(price, "USD"), rates(Map.of()), terms("USD"));

        assertKnown(value.unrealized(), gain);
        assertKnown(value.unrealizedBase(), gain);
        assertKnown(value.fxEffectBase(), "0");
        if (percent == null) {
            assertThat(value.unrealizedPercent()).isEmpty();
        } else {
            assertThat(value.unrealizedPercent()
                            .orElseThrow()
                            .subtract(n(percent))
                            .abs())
                    .isLessThan(n("1e-15"));
        }
    }

    @Test
    void anInverseQuoteDividesAndNeverMultipliesByARoundedInverse() {
        PositionValue value = PositionValue.of(
                held("SEC", "USD", "3", "6", "2"),
                price("3", "USD"),
                rates(Map.of("USD/EUR", inverse("3"))),
                terms("EUR"));

        assertKnown(value.marketValueBase(), "3"); // 9 / 3 exactly, not 9 · 0.333…
        assertThat(value.rate().derivation()).isEqualTo(Rate.Derivation.INVERSE);
    }

    @Test
    void withoutAPriceThereIsNoValue() {
        PositionValue value = PositionValue.of(
                held("SEC", "EUR", "60", "9000", "9900"),
                Optional.empty(),
                rates(Map.of("EUR/USD", direct("1.20"))),
                terms("USD"));

        assertThat(value.marketValue().isKnown()).isFalse();
        assertThat(value.marketValueBase().isKnown()).isFalse();
        assertThat(value.unrealizedBase().isKnown()).isFalse();
        assertThat(value.priceEffectBase().isKnown()).isFalse();
        assertThat(value.unrealizedPercent()).isEmpty();
        assertThat(value.quality())
                .isEqualTo(
                        new Quality(Quality.Status.INCOMPLETE, BigDecimal.ZERO, List.of(), List.of("SEC"), List.of()));
    }

    @Test
    void aMissingRateIsNeverOne() {
        PositionValue value = PositionValue.of(
                held("SEC", "EUR", "60", "9000", "9900"), price("180", "EUR"), rates(Map.of()), terms("USD"));

        assertKnown(value.marketValue(), "10800");
        assertThat(value.marketValueBase().isKnown()).isFalse();
        assertThat(value.quality().missing()).containsExactly("EUR/USD");
    }

    @Test
    void anUnknownCostInBaseLeavesTheValueAndTakesTheGain() {
        PositionValue value = PositionValue.of(
                held("SEC", "EUR", "60", "9000", null),
                price("180", "EUR"),
                rates(Map.of("EUR/USD", direct("1.20"))),
                terms("USD"));

        assertKnown(value.marketValueBase(), "12960");
        assertThat(value.unrealizedBase().isKnown()).isFalse();
        assertThat(value.quality().status()).isEqualTo(Quality.Status.INCOMPLETE);
        assertThat(value.quality().coverage()).isEqualByComparingTo("1");
    }

    @Test
    void aPriceInAnotherCurrencyIsConvertedAndSaysSo() {
        Map<String, Rate> known = Map.of("USD/GBP", direct("0.8"), "GBP/EUR", direct("1.2"));

        PositionValue value = PositionValue.of(
                held("SEC", "GBP", "10", "1000", "1150"), price("150", "USD"), rates(known), terms("EUR"));

        assertKnown(value.marketValue(), "1200"); // 10 · 150 · 0.8
        assertKnown(value.marketValueBase(), "1440"); // 1200 · 1.2
        assertThat(value.quality().status()).isEqualTo(Quality.Status.ESTIMATED);
        assertThat(value.quality().estimated()).containsExactly("SEC");
    }

    @ParameterizedTest(name = "a price of {0} days ago is stale: {1}")
    @CsvSource({"3, false", "4, true"})
    void aPriceOlderThanItsLimitIsStale(int days, boolean stale) {
        Price old = new Price(n("180"), "USD", AT.minus(Duration.ofDays(days)), false, "test");

        PositionValue value = PositionValue.of(
                held("SEC", "USD", "1", "100", "100"), Optional.of(old), rates(Map.of()), terms("USD"));

        assertThat(value.quality().stale()).isEqualTo(stale ? List.of("SEC") : List.of());
        assertThat(value.quality().status()).isEqualTo(stale ? Quality.Status.STALE : Quality.Status.COMPLETE);
        assertKnown(value.marketValue(), "180");
    }

    /** A close of the 12th is in force from 00:00 of the 13th: three days before the 16th, not four. */
    @Test
    void aDateOnlyPriceAgesFromTheEndOfItsDay() {
        Price close = new Price(n("180"), "USD", Instant.parse("2025-08-12T00:00:00Z"), true, "test");

        PositionValue value = PositionValue.of(
                held("SEC", "USD", "1", "100", "100"), Optional.of(close), rates(Map.of()), terms("USD"));

        assertThat(value.quality().stale()).isEmpty();
    }

    @Test
    void aClosedPositionIsWorthNothingAndMissesNothing() {
        PositionValue value =
                PositionValue.of(held("SEC", "EUR", "0", "0", "0"), Optional.empty(), rates(Map.of()), terms("USD"));

        assertKnown(value.marketValueBase(), "0");
        assertThat(value.quality().status()).isEqualTo(Quality.Status.COMPLETE);
    }

    private static void assertKnown(BaseAmount actual, String expected) {
        assertThat(actual).isEqualTo(BaseAmount.of(n(expected)));
    }
}
