package dev.truemark.core.valuation;

import static dev.truemark.core.valuation.Given.direct;
import static dev.truemark.core.valuation.Given.held;
import static dev.truemark.core.valuation.Given.inverse;
import static dev.truemark.core.valuation.Given.n;
import static dev.truemark.core.valuation.Given.price;
import static dev.truemark.core.valuation.Given.rates;
import static dev.truemark.core.valuation.Given.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.Rate;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortfolioValueTest {

    /** POS-004 of the shared examples, each day's holdings and closes; cash as derived there. */
    @ParameterizedTest(name = "AAPL {0} at {2}, IBM {3} at {5}, cash {6}: {7}")
    @CsvSource(delimiter = '|', textBlock = """
        1000 | 175025.5 | 178 | 0   | 0     | 1   | 824974.5 | 1002974.5
        1000 | 175025.5 | 180 | 500 | 70015 | 142 | 754959.5 | 1005959.5
        800  | 140020.4 | 181 | 500 | 70015 | 141 | 791354.5 | 1006654.5
        800  | 140020.4 | 185 | 500 | 70015 | 140 | 792104.5 | 1010104.5
        """)
    void endOfDayValue(
            String aapl,
            String aaplCost,
            String aaplClose,
            String ibm,
            String ibmCost,
            String ibmClose,
            String cash,
            String total) {
        PriceBook closes = id -> price(id.equals("AAPL") ? aaplClose : ibmClose, "USD");

        PortfolioValue value = PortfolioValue.of(
                List.of(held("AAPL", "USD", aapl, aaplCost, aaplCost), held("IBM", "USD", ibm, ibmCost, ibmCost)),
                List.of(new CashHolding("USD", n(cash))),
                closes,
                rates(Map.of()),
                terms("USD"));

        assertThat(value.totalValue()).isEqualTo(BaseAmount.of(n(total)));
        assertThat(value.quality().status()).isEqualTo(Quality.Status.COMPLETE);
        assertThat(value.quality().coverage()).isEqualByComparingTo("1");
    }

    @Test
    void totalsOfTheExampleInTwoCurrencies() {
        PortfolioValue value = PortfolioValue.of(
                List.of(held("EURO", "EUR", "60", "9000", "9900"), held("HOME", "USD", "10", "1000", "1000")),
                List.of(new CashHolding("EUR", n("-100")), new CashHolding("USD", n("160"))),
                id -> id.equals("EURO") ? price("180", "EUR") : price("104", "USD"),
                rates(Map.of("EUR/USD", direct("1.20"))),
                terms("USD"));

        assertThat(value.positionsValue()).isEqualTo(BaseAmount.of(n("14000"))); // 12960 + 1040
        assertThat(value.cashBalance()).isEqualTo(BaseAmount.of(n("40"))); // −120 + 160
        assertThat(value.totalValue()).isEqualTo(BaseAmount.of(n("14040")));
        assertThat(value.totalCost()).isEqualTo(BaseAmount.of(n("10900")));
        assertThat(value.totalGainLoss()).isEqualTo(BaseAmount.of(n("3100")));
        assertThat(value.totalGainLossPercent().orElseThrow()).isEqualByComparingTo("28.440366972477064220");
        assertThat(value.weightOf(BaseAmount.of(n("1404"))).orElseThrow()).isEqualByComparingTo("0.1");
    }

    @Test
    void aTotalThatWouldLeaveSomethingOutIsUnknown() {
        PortfolioValue value = PortfolioValue.of(
                List.of(
                        held("A", "USD", "1", "10", "10"),
                        held("B", "USD", "1", "10", "10"),
                        held("C", "USD", "1", "10", "10")),
                List.of(new CashHolding("USD", n("0"))),
                id -> id.equals("B") ? Optional.empty() : price("12", "USD"),
                rates(Map.of()),
                terms("USD"));

        assertThat(value.positionsValue().isKnown()).isFalse();
        assertThat(value.totalValue().isKnown()).isFalse();
        assertThat(value.totalGainLoss().isKnown()).isFalse();
        assertThat(value.totalGainLossPercent()).isEmpty();
        assertThat(value.weightOf(BaseAmount.of(n("12")))).isEmpty();
        assertThat(value.pricedValue()).isEqualByComparingTo("24");
        assertThat(value.totalCost()).isEqualTo(BaseAmount.of(n("30")));
        assertThat(value.quality())
                .isEqualTo(new Quality(
                        Quality.Status.INCOMPLETE, n("0.666666666666666667"), List.of(), List.of("B"), List.of()));
    }

    @Test
    void anEmptyPortfolioIsWorthZeroAndHasNoPercentage() {
        PortfolioValue value = PortfolioValue.of(List.of(), List.of());

        assertThat(value.totalValue()).isEqualTo(BaseAmount.ZERO);
        assertThat(value.totalGainLossPercent()).isEmpty();
        assertThat(value.weightOf(BaseAmount.ZERO)).isEmpty();
        assertThat(value.quality().status()).isEqualTo(Quality.Status.COMPLETE);
    }

    @Property
    void effectsAddUpExactlyAndSoDoTheTotals(
            @ForAll @Size(max = 20) List<@BigRange(min = "-1000", max = "1000") @Scale(6) BigDecimal> quantities,
            @ForAll @BigRange(min = "0.01", max = "10000") @Scale(8) BigDecimal price,
            @ForAll @BigRange(min = "0.01", max = "100") @Scale(8) BigDecimal quoted) {
        List<Holding> holdings = new ArrayList<>();
        for (BigDecimal quantity : quantities) {
            String units = quantity.toPlainString();
            String id = "S" + holdings.size();
            holdings.add(
                    held(id, "EUR", units, units, quantity.multiply(n("1.0937")).toPlainString()));
        }
        Map<String, Rate> known = Map.of("EUR/USD", inverse(quoted.toPlainString()));

        PortfolioValue value = PortfolioValue.of(
                holdings, List.of(), id -> price(price.toPlainString(), "EUR"), rates(known), terms("USD"));

        BaseAmount sum = BaseAmount.ZERO;
        for (PositionValue each : value.positions()) {
            sum = sum.plus(each.marketValueBase());
            assertThat(each.priceEffectBase().plus(each.fxEffectBase())).isEqualTo(each.unrealizedBase());
        }
        assertThat(value.positionsValue()).isEqualTo(sum);
        assertThat(value.totalGainLoss().plus(value.totalCost())).isEqualTo(value.positionsValue());
    }
}
