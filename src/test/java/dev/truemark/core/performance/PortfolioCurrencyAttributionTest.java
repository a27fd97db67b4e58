package dev.truemark.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.BlendReturns.Part;
import dev.truemark.core.performance.CurrencyAttribution.Effects;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortfolioCurrencyAttributionTest {
    /** A Monday. */
    private static final LocalDate START = LocalDate.of(2025, 6, 2);

    /** 0.0001 and 0.0002 a day. */
    private static final Map<String, CashReturn> CASH = Map.of(
            "EUR",
            new CashReturn.Yearly(new BigDecimal("0.0365")),
            "USD",
            new CashReturn.Yearly(new BigDecimal("0.073")));

    /**
     * 600 EUR of cash and 500 USD of shares at 0.80. On the first day 250 EUR come in, the shares rise to 550 USD and the dollar
     * to 0.84; on the second 403.20 EUR buy 500 USD at 0.8064, where the dollar ends; on the third the shares rise to 561 USD,
     * the dollar to 0.82656, and 46.80 EUR leave. The benchmark is half of each: euros +1, 0, −0.5 %, dollars +2, +1, 0 %.
     */
    private static List<CurrencyDay> threeDays() {
        return List.of(
                day(0, Map.of("EUR", "600", "USD", "400"), Map.of("EUR", "600"), Map.of(), "0.80"),
                day(1, Map.of("EUR", "850", "USD", "462"), Map.of("EUR", "850"), Map.of("EUR", "250"), "0.84"),
                day(
                        2,
                        Map.of("EUR", "446.8", "USD", "846.72"),
                        Map.of("EUR", "446.8", "USD", "403.2"),
                        Map.of("EUR", "-403.2", "USD", "403.2"),
                        "0.8064"),
                day(
                        3,
                        Map.of("EUR", "400", "USD", "876.98016"),
                        Map.of("EUR", "400", "USD", "413.28"),
                        Map.of("EUR", "-46.8"),
                        "0.82656"));
    }

    /** In base currency: 1.02 · 1.05 − 1, 1.01 · 0.96 − 1 and 1.025 − 1 of dollars. */
    private static List<Map<String, Part>> blend() {
        return List.of(half(0.01, 0.071), half(0, -0.0304), half(-0.005, 0.025));
    }

    private static PortfolioReturns returns() {
        return PortfolioReturns.of(
                List.of(
                        whole(0, "1000"),
                        whole(1, "1312", flow(1, TransactionType.DEPOSIT, "250")),
                        whole(2, "1293.52"),
                        whole(3, "1276.98016", flow(3, TransactionType.WITHDRAWAL, "-46.8"))),
                true,
                true,
                FlowTiming.IN_START_OUT_END);
    }

    private static CurrencyAttribution found() {
        return PortfolioCurrencyAttribution.of(returns(), threeDays(), blend(), CASH, "EUR", Linking.CARINO)
                .attribution()
                .orElseThrow();
    }

    /**
     * Invested are 1250: 0.68 in euros and 0.32 in dollars. Dollars gain 62, of which 5 % of 400 are the currency's and 42 of
     * 400 the market's, 10 % of 1.05. Premiums of the portfolio: −0.0001 and 0.1048; of the benchmark 0.0099 and 0.071 − 0.05 −
     * 0.0002 = 0.0208, together 0.01535. Currencies earn 0.0001 and 0.0502, the benchmark's 0.02515.
     */
    @Test
    void aDayWithADepositByHand() {
        List<Effects> day = found().periods().get(0).segments();

        assertThat(day).extracting(Effects::name).containsExactly("EUR", "USD");
        assertEffects(day.get(0), -0.000981, -0.005, -0.0018, -0.004509);
        assertEffects(day.get(1), -0.000981, 0.042, -0.01512, -0.004509);
        Attribution.Totals totals = found().periods().get(0).totals();
        assertThat(totals.portfolio()).isEqualByComparingTo("0.0496"); // 62 / 1250
        assertThat(totals.benchmark().doubleValue()).isCloseTo(0.0405, within(1e-16));
    }

    /**
     * Invested are 1312. What is converted weighs in both currencies, which FLOWS takes back; it is exposed to the dollar from
     * the evening on, so that neither market earned anything and all of −18.48 is −4 % of the 462 that were there.
     */
    @Test
    void aDayWithAConversionByHand() {
        List<Effects> day = found().periods().get(1).segments();
        double euros = 850 / 1312.0;
        double dollars = (462 + 403.2) / 1312.0;
        double premium = 0.5 * -0.0001 + 0.5 * (0.0096 - 0.0002);
        double earned = 0.5 * 0.0001 + 0.5 * (0.0002 - 0.04);

        assertThat(day).extracting(Effects::name).containsExactly("EUR", "USD", "FLOWS");
        assertEffects(day.get(0), (euros - 0.5) * (-0.0001 - premium), 0, 0, (euros - 0.5) * (0.0001 - earned));
        assertEffects(
                day.get(1),
                (dollars - 0.5) * (0.0094 - premium),
                0.5 * -0.0096,
                (dollars - 0.5) * -0.0096,
                (462 / 1312.0 - 0.5) * (-0.0398 - earned));
        assertEffects(day.get(2), -403.2 / 1312 * (-0.0002 - premium), 0, 0, 0);
        assertThat(found().periods().get(1).totals().portfolio().doubleValue()).isCloseTo(-18.48 / 1312, within(1e-16));
    }

    /** 2 % of 550 USD at the rate of the evening, over what was there: what leaves does so in the evening. */
    @Test
    void aDayWithAWithdrawalByHand() {
        List<Effects> day = found().periods().get(2).segments();

        assertThat(day).extracting(Effects::name).containsExactly("EUR", "USD");
        assertThat(day.get(1).selection().doubleValue()).isCloseTo(0.5 * (11 * 0.82656 / 846.72), within(1e-16));
        assertThat(day.get(0).selection().doubleValue()).isCloseTo(0.5 * 0.005, within(1e-16));
        assertThat(found().periods().get(2).totals().portfolio().doubleValue())
                .isCloseTo(30.26016 / 1293.52, within(1e-16));
    }

    @Test
    void allDaysAreLinkedToTheReturnOfThePortfolio() {
        CurrencyAttribution found = found();

        assertThat(found.total().portfolio().doubleValue())
                .isCloseTo(1312 / 1250.0 * 1293.52 / 1312 * 1323.78016 / 1293.52 - 1, within(1e-15));
        assertThat(found.total().benchmark().doubleValue()).isCloseTo(1.0405 * (1 - 0.0152) * 1.01 - 1, within(1e-15));
        assertThat(sum(found.linked())).isEqualByComparingTo(found.total().active());
    }

    /** Dollars come in at the rate of the evening: they met no change of it, and their market stood still. */
    @Test
    void foreignMoneyIsNotExposedOnTheDayOnWhichItComesIn() {
        List<CurrencyDay> days = List.of(
                day(0, Map.of("USD", "800"), Map.of("USD", "800"), Map.of(), "0.80"),
                day(1, Map.of("USD", "1680"), Map.of("USD", "1680"), Map.of("USD", "840"), "0.84"));
        PortfolioReturns returns = PortfolioReturns.of(
                List.of(whole(0, "800"), whole(1, "1680", flow(1, TransactionType.DEPOSIT, "840"))),
                true,
                true,
                FlowTiming.IN_START_OUT_END);

        CurrencyAttribution found = PortfolioCurrencyAttribution.of(
                        returns, days, List.of(Map.of("U", new Part(1, 0.05))), CASH, "EUR", Linking.CARINO)
                .attribution()
                .orElseThrow();

        double exposed = 800 / 1640.0;
        assertThat(found.linked()).extracting(Effects::name).containsExactly("USD", "FLOWS");
        assertEffects(found.linked().get(0), 0, 0, 0, 0);
        assertEffects(found.linked().get(1), 0, 0, 0, (1 - exposed) * (0.0002 - 0.0502));
        assertThat(found.total().portfolio().doubleValue()).isCloseTo(40 / 1640.0, within(1e-17));
    }

    /** 1000 USD of shares are bought without a dollar there, and gain 10: the cash that is owed is no capital. */
    @Test
    void sharesBoughtOnCreditWeighWhatWasPaid() {
        CurrencyDay evening = new CurrencyDay(
                START.plusDays(1),
                Map.of("EUR", known("1000"), "USD", known("8")),
                Map.of("EUR", known("1000"), "USD", known("-800")),
                Map.of(),
                Map.of("USD", known("800")),
                rates("0.80"),
                quoted());
        PortfolioReturns returns = PortfolioReturns.of(
                List.of(whole(0, "1000"), whole(1, "1008")), true, true, FlowTiming.IN_START_OUT_END);

        CurrencyAttribution found = PortfolioCurrencyAttribution.of(
                        returns,
                        List.of(day(0, Map.of("EUR", "1000"), Map.of("EUR", "1000"), Map.of(), "0.80"), evening),
                        List.of(half(0, 0)),
                        CASH,
                        "EUR",
                        Linking.CARINO)
                .attribution()
                .orElseThrow();

        assertThat(found.linked()).extracting(Effects::name).containsExactly("EUR", "USD", "FLOWS");
        assertThat(found.linked().get(1).selection().doubleValue()).isCloseTo(0.5 * 0.01, within(1e-17));
        assertThat(found.total().portfolio()).isEqualByComparingTo("0.008");
    }

    @Test
    void oneCurrencyHasNoCurrencyEffect() {
        List<CurrencyDay> days = List.of(
                day(0, Map.of("EUR", "1000"), Map.of("EUR", "400"), Map.of(), "0.8"),
                day(1, Map.of("EUR", "1330"), Map.of("EUR", "700"), Map.of("EUR", "300"), "0.9"));
        PortfolioReturns returns = PortfolioReturns.of(
                List.of(whole(0, "1000"), whole(1, "1330", flow(1, TransactionType.DEPOSIT, "300"))),
                true,
                true,
                FlowTiming.IN_START_OUT_END);

        CurrencyAttribution found = PortfolioCurrencyAttribution.of(
                        returns, days, List.of(Map.of("E", new Part(1, 0.01))), CASH, "EUR", Linking.CARINO)
                .attribution()
                .orElseThrow();

        assertThat(found.linked()).extracting(Effects::name).containsExactly("EUR");
        assertThat(found.linked().getFirst().currency()).isEqualByComparingTo("0");
        assertThat(found.linked().getFirst().selection().doubleValue()).isCloseTo(30 / 1300.0 - 0.01, within(1e-17));
    }

    @ParameterizedTest(name = "without {0}: {1}, {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    cash USD   | CASH_RETURN_UNKNOWN | cash USD
                    rate       | VALUE_UNKNOWN       | USD/EUR
                    value      | VALUE_UNKNOWN       |
                    flow       | FLOW_UNKNOWN        |
                    quotation  | VALUE_UNKNOWN       | U
                    """)
    void whatIsMissingLeavesNoFigure(String what, Undefined why, String missing) {
        List<CurrencyDay> days = new ArrayList<>(threeDays());
        CurrencyDay second = days.get(2);
        Map<String, BaseAmount> unknown = Map.of("EUR", known("446.8"), "USD", BaseAmount.UNKNOWN);
        days.set(
                2,
                switch (what) {
                    case "rate" ->
                        new CurrencyDay(
                                second.date(),
                                second.values(),
                                second.cash(),
                                second.into(),
                                Map.of(),
                                Map.of(),
                                quoted());
                    case "value" ->
                        new CurrencyDay(
                                second.date(), unknown, second.cash(), second.into(), Map.of(), rates("0.8"), quoted());
                    case "flow" ->
                        new CurrencyDay(
                                second.date(),
                                second.values(),
                                second.cash(),
                                unknown,
                                Map.of(),
                                rates("0.8"),
                                quoted());
                    default -> second;
                });
        if (what.equals("quotation")) {
            CurrencyDay first = days.get(1);
            days.set(
                    1,
                    new CurrencyDay(
                            first.date(),
                            first.values(),
                            first.cash(),
                            first.into(),
                            Map.of(),
                            rates("0.84"),
                            Map.of("E", "EUR")));
        }
        Map<String, CashReturn> cash = new HashMap<>(CASH);
        if (what.equals("cash USD")) cash.remove("USD");

        PortfolioCurrencyAttribution.Result found =
                PortfolioCurrencyAttribution.of(returns(), days, blend(), cash, "EUR", Linking.CARINO);

        assertThat(found.attribution()).isEmpty();
        assertThat(found.reason()).hasValue(why);
        assertThat(found.brokenOn()).hasValue(START.plusDays(what.equals("cash USD") ? 1 : 2));
        assertThat(found.missing()).isEqualTo(missing == null ? List.of() : List.of(missing));
    }

    /** Deposits, withdrawals, conversions and prices at random: the effects are the active return, the return the portfolio's. */
    @Property(tries = 60)
    void effectsAddUpToTheActiveReturn(@ForAll long seed, @ForAll Linking linking) {
        Random random = new Random(seed);
        List<CurrencyDay> days = new ArrayList<>();
        List<PortfolioDay> wholes = new ArrayList<>();
        List<Map<String, Part>> blend = new ArrayList<>();
        for (int t = 0; t <= 12; t++) {
            Map<String, String> values = new TreeMap<>();
            Map<String, String> into = new TreeMap<>();
            BigDecimal value = BigDecimal.ZERO;
            for (String each : List.of("EUR", "USD", "GBP")) {
                BigDecimal worth = BigDecimal.valueOf(100_000 + random.nextInt(20_000), 2);
                values.put(each, worth.toPlainString());
                value = value.add(worth);
            }
            int deposit = random.nextInt(100) - 50;
            int converted = random.nextInt(200) - 100;
            into.put("USD", "" + (deposit + converted));
            into.put("GBP", "" + -converted);
            days.add(day(t, values, Map.of(), into, "0." + (70 + random.nextInt(20))));
            TransactionType type = deposit > 0 ? TransactionType.DEPOSIT : TransactionType.WITHDRAWAL;
            wholes.add(whole(t, value.toPlainString(), flow(t, type, "" + deposit)));
            if (t > 0) blend.add(half(random.nextDouble() / 10 - 0.05, random.nextDouble() / 10 - 0.05));
        }
        PortfolioReturns returns = PortfolioReturns.of(wholes, true, true, FlowTiming.IN_START_OUT_END);
        Map<String, CashReturn> cash = new HashMap<>(CASH);
        cash.put("GBP", new CashReturn.Yearly(new BigDecimal("0.05")));

        CurrencyAttribution found = PortfolioCurrencyAttribution.of(returns, days, blend, cash, "EUR", linking)
                .attribution()
                .orElseThrow();

        found.periods()
                .forEach(each -> assertThat(sum(each.segments()))
                        .isEqualByComparingTo(each.totals().active()));
        if (found.notLinked().isEmpty()) {
            assertThat(sum(found.linked())).isEqualByComparingTo(found.total().active());
        }
        assertThat(found.total().portfolio().doubleValue())
                .isCloseTo(returns.daily().linked().toOptional().orElseThrow(), within(1e-12));
    }

    private static void assertEffects(
            Effects found, double allocation, double selection, double interaction, double currency) {
        assertThat(found.allocation().doubleValue()).as("allocation").isCloseTo(allocation, within(1e-16));
        assertThat(found.selection().doubleValue()).as("selection").isCloseTo(selection, within(1e-16));
        assertThat(found.interaction().doubleValue()).as("interaction").isCloseTo(interaction, within(1e-16));
        assertThat(found.currency().doubleValue()).as("currency").isCloseTo(currency, within(1e-16));
    }

    private static BigDecimal sum(List<Effects> effects) {
        return effects.stream()
                .map(e -> e.allocation().add(e.selection()).add(e.interaction()).add(e.currency()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static CurrencyDay day(
            int t, Map<String, String> values, Map<String, String> cash, Map<String, String> into, String dollar) {
        return new CurrencyDay(
                START.plusDays(t), known(values), known(cash), known(into), Map.of(), rates(dollar), quoted());
    }

    private static Map<String, BaseAmount> rates(String dollar) {
        return Map.of("EUR", known("1"), "USD", known(dollar), "GBP", known(dollar + "5"));
    }

    private static Map<String, String> quoted() {
        return Map.of("E", "EUR", "U", "USD");
    }

    private static Map<String, Part> half(double euros, double dollars) {
        return Map.of("E", new Part(0.5, euros), "U", new Part(0.5, dollars));
    }

    private static PortfolioDay whole(int t, String value, Movement... movements) {
        return new PortfolioDay(START.plusDays(t), known(value), Map.of(), List.of(movements));
    }

    private static Movement flow(int t, TransactionType type, String amount) {
        return new Movement(START.plusDays(t), type, "", known(amount), BaseAmount.ZERO);
    }

    private static Map<String, BaseAmount> known(Map<String, String> amounts) {
        Map<String, BaseAmount> known = new HashMap<>();
        amounts.forEach((currency, amount) -> known.put(currency, known(amount)));
        return known;
    }

    private static BaseAmount known(String amount) {
        return BaseAmount.of(new BigDecimal(amount));
    }
}
