package dev.truemark.core.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.Contribution;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Days worked out by hand, and what holds for every day. */
class DayFiguresTest {
    /** total, price, currency, income, fees, taxes, other. */
    private static void profit(Profit found, String... amounts) {
        List<String> all = all(found).stream()
                .map(each -> each.value()
                        .map(known -> known.stripTrailingZeros().toPlainString())
                        .orElse("?"))
                .toList();
        assertThat(all).containsExactly(amounts);
    }

    private static List<BaseAmount> all(Profit p) {
        return List.of(p.total(), p.price(), p.currency(), p.income(), p.fees(), p.taxes(), p.other());
    }

    private static Profit part(DayFigures figures, String name) {
        return figures.parts().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .profit();
    }

    private static void returned(DayFigures figures, double expected) {
        assertThat(figures.dayReturn().toOptional().orElseThrow()).isCloseTo(expected, within(1e-15));
    }

    @Test
    void pricesMove() {
        DayFigures figures = new Today()
                .had("A", "USD", "10", "100")
                .cash("USD", "500")
                .has("A", "USD", "10", "110")
                .figures();

        profit(figures.profit(), "100", "100", "0", "0", "0", "0", "0");
        returned(figures, 100.0 / 1500);
        assertThat(figures.drawdown()).isEqualTo(Statistic.of(0));
    }

    @Test
    void aDepositIsNoGainAndIsThereFromTheStartOfTheDay() {
        DayFigures figures = new Today()
                .had("A", "USD", "10", "100")
                .cash("USD", "500")
                .has("A", "USD", "10", "110")
                .dealt(TransactionType.DEPOSIT, "", "USD", "1", "1000")
                .figures();

        assertThat(figures.flow()).isEqualTo(BaseAmount.of(new BigDecimal("1000")));
        profit(figures.profit(), "100", "100", "0", "0", "0", "0", "0");
        returned(figures, 0.04);
    }

    /** Five more units at 105, and a fee of 2. */
    @Test
    void whatIsBoughtTodayGainsFromItsOwnPriceOn() {
        DayFigures figures = new Today()
                .had("A", "USD", "10", "100")
                .cash("USD", "500")
                .has("A", "USD", "15", "110")
                .dealt(TransactionType.BUY, "A", "USD", "1", "-527", "2")
                .figures();

        profit(figures.profit(), "123", "125", "0", "0", "-2", "0", "0");
        profit(part(figures, "A"), "123", "125", "0", "0", "-2", "0", "0");
        profit(part(figures, "CASH"), "0", "0", "0", "0", "0", "0", "0");
        returned(figures, 123.0 / 1500);
    }

    /** Four units at 104, and a fee of 1. */
    @Test
    void whatIsSoldTodayGainedUpToItsOwnPrice() {
        DayFigures figures = new Today()
                .had("A", "USD", "10", "100")
                .cash("USD", "500")
                .has("A", "USD", "6", "110")
                .dealt(TransactionType.SELL, "A", "USD", "1", "415", "1")
                .figures();

        profit(figures.profit(), "75", "76", "0", "0", "-1", "0", "0");
    }

    @Test
    void aDividendIsIncomeAndItsTaxIsTax() {
        DayFigures figures = new Today()
                .had("A", "USD", "10", "100")
                .has("A", "USD", "10", "97")
                .cash("USD", "500")
                .dealt(TransactionType.DIVIDEND, "A", "USD", "1", "25", "0.5", "0", "4.5")
                .figures();

        profit(figures.profit(), "-5", "-30", "0", "30", "-0.5", "-4.5", "0");
        returned(figures, -5.0 / 1500);
        assertThat(figures.drawdown().toOptional().orElseThrow()).isCloseTo(-5.0 / 1500, within(1e-15));
    }

    @Test
    void chargesAndInterestOfNoSecurityAreOfCash() {
        DayFigures figures = new Today()
                .cash("USD", "1000")
                .dealt(TransactionType.FEE, "", "USD", "1", "-7")
                .dealt(TransactionType.TAX, "", "USD", "1", "-3")
                .dealt(TransactionType.INTEREST, "", "USD", "1", "8", "0", "0", "2")
                .dealt(TransactionType.ADJUSTMENT, "", "USD", "1", "0.5")
                .figures();

        profit(part(figures, "CASH"), "-1.5", "0", "0", "10", "-7", "-5", "0.5");
        returned(figures, -0.0015);
    }

    /** Ten units 50 to 52 EUR, EUR 1.10 to 1.20, and 100 EUR of cash. */
    @Test
    void aCurrencyMoves() {
        DayFigures figures = new Today()
                .rate("EUR", "1.10", "1.20")
                .had("B", "EUR", "10", "50")
                .has("B", "EUR", "10", "52")
                .cash("EUR", "100")
                .figures();

        profit(part(figures, "B"), "74", "24", "50", "0", "0", "0", "0");
        profit(part(figures, "CASH"), "10", "0", "10", "0", "0", "0", "0");
        returned(figures, 84.0 / 660);
    }

    /** Two units at 51 EUR and 1.15, of 100 EUR at 1.10; now 52 EUR and 1.20. */
    @Test
    void whatIsBoughtInACurrencyGainsWithItFromItsOwnRateOn() {
        DayFigures figures = new Today()
                .rate("EUR", "1.10", "1.20")
                .cash("EUR", "100")
                .has("B", "EUR", "2", "52")
                .dealt(TransactionType.BUY, "B", "EUR", "1.15", "-102")
                .figures();

        profit(part(figures, "B"), "7.5", "2.4", "5.1", "0", "0", "0", "0");
        profit(part(figures, "CASH"), "4.9", "0", "4.9", "0", "0", "0", "0");
        profit(figures.profit(), "12.4", "2.4", "10", "0", "0", "0", "0");
    }

    /** 99 EUR and a fee of 1 EUR for 112 USD. */
    @Test
    void aConversionGainsByCurrencyAndCostsItsFee() {
        DayFigures figures = new Today()
                .rate("EUR", "1.10", "1.20")
                .cash("EUR", "100")
                .dealt(TransactionType.FX_CONVERSION, "", "EUR", "1.1", "-100", "1")
                .received("USD", "112")
                .figures();

        profit(figures.profit(), "2", "0", "3.1", "0", "-1.1", "0", "0");
    }

    @Test
    void aShortPositionLosesWhenItsPriceRises() {
        DayFigures figures = new Today()
                .had("A", "USD", "-10", "100")
                .has("A", "USD", "-10", "110")
                .cash("USD", "3000")
                .figures();

        profit(figures.profit(), "-100", "-100", "0", "0", "0", "0", "0");
        returned(figures, -0.05);
    }

    @Test
    void unitsThatComeInAreAFlowAtTheirMarketValue() {
        DayFigures figures = new Today()
                .rate("EUR", "1.10", "1.20")
                .has("C", "EUR", "5", "21")
                .cash("USD", "890")
                .delivered(TransactionType.TRANSFER_IN, "C", "EUR", "1.10", "100")
                .figures();

        assertThat(figures.flow()).isEqualTo(BaseAmount.of(new BigDecimal("110")));
        profit(figures.profit(), "16", "6", "10", "0", "0", "0", "0");
        returned(figures, 0.016);
    }

    @Test
    void unitsThatGoOutLeaveAtTheirMarketValue() {
        DayFigures figures = new Today()
                .had("C", "USD", "5", "20")
                .cash("USD", "900")
                .delivered(TransactionType.TRANSFER_OUT, "C", "USD", "1", "-105")
                .figures();

        profit(figures.profit(), "5", "5", "0", "0", "0", "0", "0");
        returned(figures, 0.005);
    }

    /** Five units at 100 and a fee of 1: 501 came from outside. */
    @Test
    void withoutCashWhatIsPaidComesFromOutside() {
        DayFigures figures = new Today()
                .untracked()
                .has("A", "USD", "5", "110")
                .dealt(TransactionType.BUY, "A", "USD", "1", "-501", "1")
                .dealt(TransactionType.DEPOSIT, "", "USD", "1", "9999")
                .figures();

        assertThat(figures.flow()).isEqualTo(BaseAmount.of(new BigDecimal("501")));
        profit(figures.profit(), "49", "50", "0", "0", "-1", "0", "0");
        returned(figures, 49.0 / 501);
    }

    @Test
    void withoutAPriceOfTheEveningNothingIsGuessed() {
        DayFigures figures = new Today()
                .had("A", "USD", "10", null)
                .has("A", "USD", "10", "110")
                .cash("USD", "500")
                .figures();

        profit(figures.profit(), "?", "?", "?", "0", "0", "0", "0");
        assertThat(figures.dayReturn()).isEqualTo(Statistic.undefined(Undefined.VALUE_UNKNOWN));
        assertThat(figures.drawdown()).isEqualTo(Statistic.undefined(Undefined.VALUE_UNKNOWN));
        assertThat(figures.contribution()).isEmpty();
        assertThat(figures.uncontributed()).contains(Undefined.VALUE_UNKNOWN);
        profit(part(figures, "CASH"), "0", "0", "0", "0", "0", "0", "0");
    }

    /** The total is known without the rate of what was sold out, its parts are not. */
    @Test
    void withoutARateOfNowOnlyWhatNeedsItIsUnknown() {
        DayFigures figures = new Today()
                .rate("EUR", "1.10", null)
                .had("B", "EUR", "1", "50")
                .untracked()
                .dealt(TransactionType.SELL, "B", "EUR", "1.1", "60")
                .figures();

        profit(figures.profit(), "11", "?", "?", "0", "0", "0", "0");
        returned(figures, 0.2);
    }

    @Test
    void aFlowWhoseRateIsNotKnownLeavesNoReturn() {
        DayFigures figures = new Today()
                .cash("USD", "100")
                .rate("EUR", "1", "1")
                .dealt(TransactionType.DEPOSIT, "", "EUR", null, "10")
                .figures();

        profit(figures.profit(), "?", "0", "?", "0", "0", "0", "0");
        assertThat(figures.dayReturn()).isEqualTo(Statistic.undefined(Undefined.FLOW_UNKNOWN));
    }

    @Test
    void whereNothingIsInvestedThereIsNoReturn() {
        DayFigures figures = new Today().figures();

        profit(figures.profit(), "0", "0", "0", "0", "0", "0", "0");
        assertThat(figures.dayReturn()).isEqualTo(Statistic.undefined(Undefined.NOTHING_INVESTED));
    }

    /** Ten percent below the last height, and a gain of 5 %: 0.9 · 1.05 − 1. */
    @Test
    void drawdownGoesOnFromTheEvening() {
        Today day = new Today().below(-0.1).had("A", "USD", "10", "100").has("A", "USD", "10", "105");

        assertThat(day.figures().drawdown().toOptional().orElseThrow()).isCloseTo(-0.055, within(1e-15));
    }

    /** Whatever moves: the parts of a profit sum to it, and so do contributions to the return. */
    @Property(tries = 300)
    void partsSumToTheWhole(@ForAll long seed, @ForAll boolean tracked) {
        DayFigures figures = random(new Random(seed), tracked);

        Profit whole = figures.profit();
        assertThat(sum(whole)).isEqualByComparingTo(known(whole.total()));
        for (DayPart each : figures.parts()) {
            assertThat(sum(each.profit()))
                    .as(each.name())
                    .isEqualByComparingTo(known(each.profit().total()));
        }
        assertThat(figures.parts().stream()
                        .map(each -> known(each.profit().total()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(known(whole.total()));
        Contribution.Period contributions = figures.contribution().orElseThrow();
        assertThat(contributions.segments().stream()
                        .map(Contribution.Share::contribution)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(contributions.total());
        assertThat(contributions.segments().stream().map(Contribution.Share::name))
                .containsExactlyInAnyOrderElementsOf(
                        figures.parts().stream().map(DayPart::name).toList());
        double r = figures.dayReturn().toOptional().orElseThrow();
        assertThat(contributions.total().doubleValue()).isCloseTo(r, within(1e-14));
    }

    private static BigDecimal sum(Profit profit) {
        List<Function<Profit, BaseAmount>> parts =
                List.of(Profit::price, Profit::currency, Profit::income, Profit::fees, Profit::taxes, Profit::other);
        return parts.stream().map(part -> known(part.apply(profit))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal known(BaseAmount amount) {
        return amount.value().orElseThrow();
    }

    private static DayFigures random(Random random, boolean tracked) {
        List<String> currencies = List.of("USD", "EUR", "JPY");
        Today day = new Today();
        if (!tracked) day.untracked();
        day.rate("EUR", amount(random, 100, 130), amount(random, 100, 130));
        day.inverse("JPY", new BigDecimal(amount(random, 14000, 16000)), new BigDecimal(amount(random, 14000, 16000)));
        if (tracked) currencies.forEach(each -> day.cash(each, amount(random, 50_000, 90_000)));
        day.had("Z", "USD", "1000", amount(random, 1000, 2000));
        for (String currency : currencies) {
            String name = "S" + currency;
            if (random.nextBoolean()) day.had(name, currency, amount(random, -500, 9000), amount(random, 100, 9999));
            if (random.nextBoolean()) day.has(name, currency, amount(random, -500, 9000), amount(random, 100, 9999));
            List<TransactionType> types = new ArrayList<>(List.of(TransactionType.values()));
            for (int n = 0; n < 6; n++) {
                TransactionType type = types.remove(random.nextInt(types.size()));
                deal(day, random, type, random.nextBoolean() ? name : "", currency);
            }
        }
        return day.figures();
    }

    private static void deal(Today day, Random random, TransactionType type, String name, String currency) {
        String rate = currency.equals("USD") ? "1" : amount(random, 1, 130);
        String worth = amount(random, 1, 50_000);
        boolean units = !name.isEmpty() && Today.movesUnitsWithoutMoney(type);
        if (units && type == TransactionType.TRANSFER_IN) {
            day.delivered(type, name, currency, rate, worth);
        } else if (units) {
            day.delivered(type, name, currency, rate, "-" + worth);
        } else {
            String sign = random.nextBoolean() ? "" : "-";
            day.dealt(type, name, currency, rate, sign + worth, "1.25", "0.5", "0.125");
        }
    }

    private static String amount(Random random, int from, int to) {
        return BigDecimal.valueOf(from + random.nextInt(to - from), 2).toPlainString();
    }
}
