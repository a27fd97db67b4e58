package dev.truemark.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Moment;
import dev.truemark.core.market.NewestPrices;
import dev.truemark.core.market.NewestRates;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.market.RateQuote;
import dev.truemark.core.market.SourceOrder;
import dev.truemark.core.valuation.Staleness;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Strategies over a few days, each trade and value worked by hand. */
class BacktestTest {
    /** A Monday. */
    private static final LocalDate DAY = LocalDate.of(2025, 9, 1);

    private final Told market = new Told();

    private static BigDecimal of(String number) {
        return new BigDecimal(number);
    }

    private static LocalDate day(int n) {
        return DAY.plusDays(n);
    }

    private static Setup setup(int days, String costRate, int decimals) {
        return new Setup("USD", DAY, day(days - 1), of("1000"), of(costRate), decimals, Map.of(), false);
    }

    private static SortedMap<String, BigDecimal> weights(String... namesAndWeights) {
        SortedMap<String, BigDecimal> weights = new TreeMap<>();
        for (int n = 0; n < namesAndWeights.length; n += 2) weights.put(namesAndWeights[n], of(namesAndWeights[n + 1]));
        return weights;
    }

    private Backtest run(Setup setup, Strategy strategy) {
        return Backtest.run(setup, strategy, market, Staleness.NEVER);
    }

    private static List<BigDecimal> values(Backtest of) {
        return of.returns().days().stream().map(day -> day.value().orNull()).toList();
    }

    private static void assertValues(Backtest of, String... values) {
        assertThat(values(of)).usingElementComparator(BigDecimal::compareTo).containsExactly(decimals(values));
    }

    private static BigDecimal[] decimals(String... values) {
        return Arrays.stream(values).map(BigDecimal::new).toArray(BigDecimal[]::new);
    }

    private static void assertTrade(
            SimulatedTrade trade, int day, TransactionType side, String security, String units) {
        assertThat(trade.date()).isEqualTo(day(day));
        assertThat(trade.side()).isEqualTo(side);
        assertThat(trade.securityId()).isEqualTo(security);
        assertThat(trade.quantity()).isEqualByComparingTo(units);
    }

    /** 600 buys 6 A at 100, 400 buys 8 B at 50; then A is 110 and B 45: 660 + 360. */
    @Test
    void whatIsBoughtOnceIsHeld() {
        market.prices("A", "100", "110", "120").prices("B", "50", "45", "45");

        Backtest found = run(setup(3, "0", 0), new Strategy.BuyAndHold(weights("A", "0.6", "B", "0.4")));

        assertThat(found.trades()).hasSize(2);
        assertTrade(found.trades().get(0), 0, TransactionType.BUY, "A", "6");
        assertTrade(found.trades().get(1), 0, TransactionType.BUY, "B", "8");
        assertValues(found, "0", "1000", "1020", "1080");
        assertThat(found.returns().daily().linked().toOptional().orElseThrow()).isCloseTo(0.08, within(1e-15));
    }

    /** Half of 1000 buys 5 A at 100; at 200 it is 1000 of 1500, so 1.25 are sold; at 100 again it is 375 of 1125: 1.875 more. */
    @Test
    void aConstantMixIsBroughtBackEveryDay() {
        market.prices("A", "100", "200", "100");

        Backtest found = run(
                new Setup("USD", DAY, day(2), of("1000"), of("0"), 6, Map.of(), true),
                new Strategy.ConstantMix(weights("A", "0.5"), Every.DAY));

        assertThat(found.trades()).hasSize(3);
        assertTrade(found.trades().get(1), 1, TransactionType.SELL, "A", "1.25");
        assertTrade(found.trades().get(2), 2, TransactionType.BUY, "A", "1.875");
        assertValues(found, "0", "1000", "1500", "1125");
    }

    /** Costs of 1 % of 1000 do not fit beside 1000 of A: 1000 · 1000/1010 = 990.09 buys 9.900990 at 100. */
    @Test
    void costsArePaidFromTheSameMoney() {
        market.prices("A", "100", "100");

        Backtest found = run(setup(2, "0.01", 6), new Strategy.BuyAndHold(weights("A", "1")));

        assertTrade(found.trades().getFirst(), 0, TransactionType.BUY, "A", "9.90099");
        assertThat(found.trades().getFirst().fees()).isEqualByComparingTo("9.90099");
        // 990.099 of A, and of 1000 the 999.99999 are spent
        assertValues(found, "0", "990.09901", "990.09901");
    }

    /** 5 A at 100 of 1000: at 118 it is 590/1090 = 0.541, within 0.05; at 124, 0.554: seen that evening, traded the next day. */
    @Test
    void bandsTradeTheDayAfterTheEveningThatLeftThem() {
        market.prices("A", "100", "118", "124", "130");

        Backtest found = run(setup(4, "0", 2), new Strategy.Bands(weights("A", "0.5"), of("0.05")));

        assertThat(found.trades()).hasSize(2);
        // 5 · 130 + 500 = 1150, half of it 575, which is 4.42 units at 130
        assertTrade(found.trades().get(1), 3, TransactionType.SELL, "A", "0.58");
        assertValues(found, "0", "1000", "1090", "1120", "1150");
    }

    /** On day 3 the evenings of days 2 and 0 say A 90/100 and B 55/50: B. On day 4 those of 3 and 1: A 120/90, B 55/55: A. */
    @Test
    void momentumSeesOnlyTheEveningBefore() {
        market.prices("A", "100", "90", "90", "120", "120").prices("B", "50", "55", "55", "55", "60");

        Backtest found = run(
                new Setup("USD", day(3), day(4), of("1000"), of("0"), 0, Map.of(), false),
                new Strategy.Momentum(List.of("A", "B"), 2, 1, Every.DAY));

        assertThat(found.trades()).hasSize(3);
        assertTrade(found.trades().get(0), 3, TransactionType.BUY, "B", "18");
        assertTrade(found.trades().get(1), 4, TransactionType.SELL, "B", "18");
        assertTrade(found.trades().get(2), 4, TransactionType.BUY, "A", "9");
        // 18 · 55 + 10, then 18 · 60 + 10
        assertValues(found, "0", "1000", "1090");
    }

    /** 10 A from the first day, all B from the third on. */
    @Test
    void weightsByDateHoldFromTheirDate() {
        market.prices("A", "100", "100", "110", "110").prices("B", "10", "10", "10", "11");
        TreeMap<LocalDate, SortedMap<String, BigDecimal>> plan = new TreeMap<>();
        plan.put(DAY.minusDays(5), weights("A", "1"));
        plan.put(day(2), weights("B", "1"));

        Backtest found = run(setup(4, "0", 0), new Strategy.Scheduled(plan));

        assertThat(found.trades()).hasSize(3);
        assertTrade(found.trades().get(2), 2, TransactionType.BUY, "B", "110");
        assertValues(found, "0", "1000", "1000", "1100", "1210");
    }

    /** 1000 USD are 500 F at 2; 50 units at 10 F. Then 12 F at 2.5: 50 · 12 · 2.5. Sold for 600 F, all money is USD again. */
    @Test
    void foreignTradesArePaidForAtOnce() {
        market.in("F").prices("A", "10", "12", "12").rates("2", "2.5", "3");
        TreeMap<LocalDate, SortedMap<String, BigDecimal>> plan = new TreeMap<>();
        plan.put(DAY, weights("A", "1"));
        plan.put(day(2), weights());

        Backtest found = run(setup(3, "0", 0), new Strategy.Scheduled(plan));

        assertValues(found, "0", "1000", "1500", "1800");
        assertThat(found.books().cash().end().get("F")).isEqualByComparingTo("0");
        assertThat(found.books().cash().end().get("USD")).isEqualByComparingTo("1800");
        assertThat(found.trades().getFirst().grossBase()).isEqualByComparingTo("1000");
    }

    /** Two for one on day 1 and half the price: nothing gained, nothing lost, 20 units. Untold, the day has no return. */
    @Test
    void aSplitIsBookedAndOneUntoldIsNotTakenForALoss() {
        market.prices("A", "100", "50", "55");
        Map<String, SortedMap<LocalDate, BigDecimal>> split = Map.of("A", new TreeMap<>(Map.of(day(1), of("2"))));
        Strategy hold = new Strategy.BuyAndHold(weights("A", "1"));

        Backtest told = run(new Setup("USD", DAY, day(2), of("1000"), of("0"), 0, split, false), hold);
        Backtest untold = run(setup(3, "0", 0), hold);

        assertValues(told, "0", "1000", "1000", "1100");
        assertThat(told.returns().daily().linked().toOptional().orElseThrow()).isCloseTo(0.1, within(1e-15));
        assertThat(untold.returns().daily().intervals().get(1).value())
                .isEqualTo(Statistic.undefined(Undefined.PRICE_JUMP));
        assertThat(untold.returns().daily().linked()).isEqualTo(Statistic.undefined(Undefined.BROKEN_CHAIN));
    }

    /** Saturday and Sunday have no prices of their own: what is due then is done on Monday. */
    @Test
    void tradesWaitForATradingDay() {
        market.prices("A", "100", null, null, "100");

        Backtest found = run(
                new Setup("USD", day(1), day(3), of("1000"), of("0"), 0, Map.of(), false),
                new Strategy.BuyAndHold(weights("A", "1")));

        assertTrade(found.trades().getFirst(), 3, TransactionType.BUY, "A", "10");
    }

    @Test
    void whatCannotBeValuedIsRefused() {
        market.prices("A", "100", "100");
        Strategy unknown = new Strategy.BuyAndHold(weights("A", "0.5", "B", "0.5"));

        assertThatThrownBy(() -> run(setup(2, "0", 0), unknown))
                .isInstanceOfSatisfying(BacktestException.class, refused -> {
                    assertThat(refused.why()).isEqualTo(BacktestException.Why.NO_PRICE);
                    assertThat(refused.securityId()).isEqualTo("B");
                    assertThat(refused.date()).isEqualTo(DAY);
                });
        assertThatThrownBy(() -> run(setup(2, "0", 0), new Strategy.BuyAndHold(weights("B", "1"))))
                .hasMessageContaining("NO_TRADING_DAY");
        Told foreign = new Told().in("F").prices("A", "100", "100");
        assertThatThrownBy(() -> Backtest.run(
                        setup(2, "0", 0), new Strategy.BuyAndHold(weights("A", "1")), foreign, Staleness.NEVER))
                .hasMessageContaining("NO_RATE");
    }

    /** Without costs and with units as fine as may be, a mix of equal prices earns what the price earns, however often traded. */
    @Property(tries = 60)
    void aMixOfOneAssetIsThatAsset(@ForAll Random random, @ForAll Every every) {
        Told told = new Told();
        List<String> prices = new ArrayList<>();
        for (int n = 0; n < 40; n++) prices.add(String.valueOf(80 + random.nextInt(40)));
        told.prices("A", prices.toArray(String[]::new)).prices("B", prices.toArray(String[]::new));

        Backtest found = Backtest.run(
                setup(40, "0", 12),
                new Strategy.ConstantMix(weights("A", "0.3", "B", "0.7"), every),
                told,
                Staleness.NEVER);

        double expected = Double.parseDouble(prices.getLast()) / Double.parseDouble(prices.getFirst()) - 1;
        assertThat(found.returns().daily().linked().toOptional().orElseThrow()).isCloseTo(expected, within(1e-9));
        assertThat(values(found)).allMatch(value -> value.signum() >= 0);
    }

    /** Prices of days from the first on; null where a day has none. */
    private static final class Told implements PastMarket {
        private final Map<String, List<Price>> prices = new HashMap<>();
        private final List<RateQuote> rates = new ArrayList<>();
        private String currency = "USD";

        Told in(String other) {
            currency = other;
            return this;
        }

        Told prices(String security, String... closes) {
            List<Price> all = new ArrayList<>();
            for (int n = 0; n < closes.length; n++) {
                if (closes[n] != null)
                    all.add(new Price(of(closes[n]), currency, MarketTime.ofDate(day(n)), true, "test"));
            }
            prices.put(security, all);
            return this;
        }

        Told rates(String... quotes) {
            for (int n = 0; n < quotes.length; n++) {
                rates.add(new RateQuote(currency, "USD", of(quotes[n]), MarketTime.ofDate(day(n)), true, "test"));
            }
            return this;
        }

        @Override
        public PriceBook prices(LocalDate date) {
            return NewestPrices.of(prices, Moment.endOf(date, ZoneOffset.UTC), SourceOrder.BY_NAME);
        }

        @Override
        public RateBook rates(LocalDate date) {
            return NewestRates.of(rates, Moment.endOf(date, ZoneOffset.UTC), SourceOrder.BY_NAME);
        }
    }
}
