package dev.truemark.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.conformance.Investor;
import dev.truemark.portfolio.TestCaller;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Returns of portfolios worked out by hand, over HTTP. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class PortfolioPerformanceTest {
    private Investor investor;
    private final String own = UUID.randomUUID().toString().substring(0, 8);
    private final List<Map<String, Object>> told = new ArrayList<>();

    @BeforeEach
    void register() {
        investor = Investor.registered();
    }

    private String security(String name) {
        return name + "-" + own;
    }

    private Map<String, Object> tell(String type, String date, String security) {
        Map<String, Object> one = new HashMap<>();
        one.put("transaction_id", "T" + told.size());
        one.put("portfolio_id", "P");
        one.put("transaction_type", type);
        one.put("transaction_date", date);
        one.put("currency", "USD");
        if (security != null) one.put("security_id", security(security));
        told.add(one);
        return one;
    }

    private void trade(String type, String date, String security, int quantity, String price, String fees) {
        Map<String, Object> one = tell(type, date, security);
        one.put("quantity", quantity);
        one.put("price", price);
        one.put("fees", fees);
    }

    private void amount(String type, String date, String security, String gross) {
        tell(type, date, security).put("gross_transaction_amount", gross);
    }

    /** Closes such as {@code 2025-08-20 178}. */
    private void closes(String security, String... closes) {
        List<Map<String, Object>> prices = new ArrayList<>();
        for (String each : closes) {
            String[] close = each.split(" ");
            prices.add(Map.of(
                    "security_id", security(security), "price_date", close[0], "price", close[1], "currency", "USD"));
        }
        investor.ingest("market-prices", prices);
    }

    private void booked() {
        investor.open("P", Map.of("base_currency", "USD"));
        investor.ingest("transactions", told);
    }

    private ValidatableResponse get(String query) {
        return investor.request()
                .get("/api/v1/portfolios/P/performance" + query)
                .then();
    }

    /** POS-004: a deposit of a million, two purchases, a sale and a dividend over five days. */
    private void fiveDays() {
        amount("DEPOSIT", "2025-08-19", null, "1000000");
        trade("BUY", "2025-08-20", "AAPL", 1000, "175", "25.5");
        trade("BUY", "2025-08-21", "IBM", 500, "140", "15");
        trade("SELL", "2025-08-22", "AAPL", 200, "182", "5");
        amount("DIVIDEND", "2025-08-23", "IBM", "750");
        closes("AAPL", "2025-08-20 178", "2025-08-21 180", "2025-08-22 181", "2025-08-23 185");
        closes("IBM", "2025-08-21 142", "2025-08-22 141", "2025-08-23 140");
        booked();
    }

    /** The values of the days are 1 000 000, 1 002 974.5, 1 005 959.5, 1 006 654.5 and 1 010 104.5. */
    @Test
    void buyingAndSellingIsNoFlowWhereCashIsTracked() {
        fiveDays();

        get("?as_of=2025-08-23")
                .statusCode(200)
                .body("cash_tracking", equalTo("TRACKED"))
                .body("start_date", equalTo("2025-08-18"))
                .body("end_date", equalTo("2025-08-23"))
                .body("daily.date", hasSize(5))
                .body("daily[0].flow", equalTo("1000000"))
                .body("daily[0].return", equalTo("0"))
                .body("daily[1].flow", equalTo("0"))
                .body("daily[1].return.toDouble()", closeTo(0.0029745, 1e-15))
                .body("daily[2].return.toDouble()", closeTo(0.002976147449411725, 1e-15))
                .body("daily[3].return.toDouble()", closeTo(0.0006908826846408827, 1e-15))
                .body("daily[4].return.toDouble()", closeTo(0.0034271937392620806, 1e-15))
                .body("daily[4].index.toDouble()", closeTo(1.0101045, 1e-14))
                .body("linked_return.toDouble()", closeTo(0.0101045, 1e-14))
                .body("annualised_return", nullValue())
                .body("reasons.annualised_return", equalTo("LESS_THAN_A_YEAR"))
                .body("money_weighted.status", equalTo("CONVERGED"))
                .body("money_weighted.since", equalTo("2025-08-19"))
                .body("money_weighted.period_return.toDouble()", closeTo(0.0101045, 1e-13))
                .body("breaks", hasSize(0))
                .body("quality.status", equalTo("COMPLETE"));
        get("?from=2025-08-22&to=2025-08-22")
                .body("start_date", equalTo("2025-08-21"))
                .body("begin_value", equalTo("1005959.5"))
                .body("linked_return.toDouble()", closeTo(0.0006908826846408827, 1e-15));
    }

    /** AAPL gains 148 000 + 36 395 − 175 025.5, IBM 70 000 + 750 − 70 015: of a million, together 10 104.5. */
    @Test
    void contributionsAddUpToTheLinkedReturn() {
        fiveDays();

        ValidatableResponse found = get("/contribution?as_of=2025-08-23")
                .statusCode(200)
                .body("linked_return", equalTo("0.0101045"))
                .body("segments.name", contains("AAPL-" + own, "CASH", "IBM-" + own))
                .body("segments[0].contribution.toDouble()", closeTo(0.0093695, 2e-5))
                .body("segments[1].contribution.toDouble()", closeTo(0, 1e-15))
                .body("segments[2].contribution.toDouble()", closeTo(0.000735, 2e-5));
        List<String> contributions = found.extract().path("segments.contribution");
        assertThat(contributions.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("0.0101045");
        get("/contribution?as_of=2025-08-23&by=sector")
                .body("by", equalTo("SECTOR"))
                .body("segments.name", contains("CASH", "UNCLASSIFIED"));
        get("/contribution?as_of=2025-08-20&from=2025-08-20").body("segments[0].contribution", equalTo("0.0029745"));
    }

    /** Bought for 15 000, worth 16 000; 40 of 100 sold for 6 800, the rest worth 10 500. */
    @ParameterizedTest(name = "flows at {0}: {1} on the second day")
    @CsvSource({"IN_START_OUT_END, 0.08125", "START, 0.14130434782608695", "END, 0.08125"})
    void tradesAreFlowsWhereCashIsNot(String timing, double second) {
        trade("BUY", "2025-07-20", "X", 100, "150", "0");
        trade("SELL", "2025-07-21", "X", 40, "170", "0");
        closes("X", "2025-07-20 160", "2025-07-21 175");
        booked();

        ValidatableResponse found = get("?as_of=2025-07-21&flow_timing=" + timing)
                .statusCode(200)
                .body("cash_tracking", equalTo("IMPLIED"))
                .body("daily.flow", contains("15000", "-6800"))
                .body("daily[1].return.toDouble()", closeTo(second, 1e-15));
        if (timing.equals("END")) {
            found.body("daily[0].reason", equalTo("NOTHING_INVESTED"))
                    .body("linked_return", nullValue())
                    .body("reasons.linked_return", equalTo("BROKEN_CHAIN"));
        } else {
            found.body("daily[0].return.toDouble()", closeTo(1 / 15.0, 1e-15))
                    .body("linked_return.toDouble()", closeTo(16 / 15.0 * (1 + second) - 1, 1e-14))
                    // 17 300 of 15 000 from one day to the next
                    .body("money_weighted.period_return.toDouble()", closeTo(17300 / 15000.0 - 1, 1e-12));
        }
    }

    /** The second security has no price until the fifth: three days have no return, and no period over them. */
    @Test
    void aMissingPriceBreaksTheChainInSight() {
        amount("DEPOSIT", "2025-06-01", null, "1000");
        trade("BUY", "2025-06-03", "NEW", 10, "20", "0");
        closes("NEW", "2025-06-05 22", "2025-06-06 23");
        booked();

        get("?as_of=2025-06-06")
                .statusCode(200)
                .body("linked_return", nullValue())
                .body("reasons.linked_return", equalTo("BROKEN_CHAIN"))
                .body("breaks.date", contains("2025-06-03", "2025-06-04", "2025-06-05"))
                .body("breaks.reason", everyItem(equalTo("VALUE_UNKNOWN")))
                .body("breaks[0].missing", contains("NEW-" + own))
                .body("daily[1].index", equalTo("1"))
                .body("daily[2].index", nullValue())
                .body("daily[5].index", nullValue())
                .body("daily[2].quality", equalTo("INCOMPLETE"));
        get("?as_of=2025-06-06&from=2025-06-06").body("linked_return.toDouble()", closeTo(10 / 1020.0, 1e-15));
        get("/contribution?as_of=2025-06-06")
                .body("segments", nullValue())
                .body("linked_return", nullValue())
                .body("reasons.segments", equalTo("BROKEN_CHAIN"));
        get("?as_of=2025-06-03")
                .body("money_weighted", nullValue())
                .body("reasons.money_weighted", equalTo("VALUE_UNKNOWN"));
    }

    /** A fee of 10 of 1000, and interest of 20: 1 % less and 2 % more; before fees the 10 were taken out. */
    @Test
    void beforeFeesAFeeIsNoLoss() {
        amount("DEPOSIT", "2025-06-01", null, "1000");
        amount("FEE", "2025-06-02", null, "10");
        amount("INTEREST", "2025-06-03", null, "19.8");
        booked();

        get("?as_of=2025-06-03")
                .body("net", equalTo(true))
                .body("daily[1].return.toDouble()", closeTo(-0.01, 1e-15))
                .body("daily[2].return.toDouble()", closeTo(0.02, 1e-15));
        get("?as_of=2025-06-03&net=false")
                .body("daily[1].return.toDouble()", closeTo(0, 1e-15))
                .body("daily[1].flow", equalTo("-10"))
                .body("daily[2].return.toDouble()", closeTo(0.02, 1e-15));
    }

    /** Ten units come in at a told value of 500 and are worth 520 in the evening. */
    @Test
    void unitsThatComeInAreAFlowAtTheirMarketValue() {
        Map<String, Object> in = tell("TRANSFER_IN", "2025-06-02", "X");
        in.put("quantity", 10);
        in.put("gross_transaction_amount", "500");
        closes("X", "2025-06-02 52", "2025-06-03 53");
        Map<String, Object> out = tell("TRANSFER_OUT", "2025-06-03", "X");
        out.put("quantity", 4);
        booked();

        get("?as_of=2025-06-03")
                .body("daily[0].flow", equalTo("500"))
                .body("daily[0].return.toDouble()", closeTo(0.04, 1e-15))
                .body("daily[1].flow", equalTo("-212"))
                .body("daily[1].return.toDouble()", closeTo(530 / 520.0 - 1, 1e-15));
    }

    /** 100 on 1 August 2024, 110 at the end of 2024, then 120, 121 and 133.1. */
    @Test
    void theUsualPeriods() {
        trade("BUY", "2024-08-01", "X", 1, "100", "0");
        closes("X", "2024-08-01 100", "2024-12-31 110", "2025-06-30 120", "2025-07-31 121", "2025-08-15 133.1");
        booked();

        get("?as_of=2025-08-15")
                .body("periods.period", contains("MTD", "QTD", "YTD", "1Y", "3Y", "5Y", "ITD"))
                .body("periods[0].start_date", equalTo("2025-07-31"))
                .body("periods[0].linked_return.toDouble()", closeTo(0.1, 1e-13))
                .body("periods[1].start_date", equalTo("2025-06-30"))
                .body("periods[1].linked_return.toDouble()", closeTo(133.1 / 120 - 1, 1e-13))
                .body("periods[2].linked_return.toDouble()", closeTo(0.21, 1e-13))
                .body("periods[3].start_date", equalTo("2024-08-15"))
                .body("periods[3].annualised_return.toDouble()", closeTo(0.331, 1e-13))
                .body("periods[4].linked_return", nullValue())
                .body("periods[4].reasons.linked_return", equalTo("HISTORY_TOO_SHORT"))
                .body("periods[6].start_date", equalTo("2024-07-31"))
                .body("periods[6].annualised_return.toDouble()", closeTo(Math.pow(1.331, 365.0 / 380) - 1, 1e-13));
        get("?as_of=2025-08-15&period=YTD")
                .body("start_date", equalTo("2024-12-31"))
                .body("linked_return.toDouble()", closeTo(0.21, 1e-13));
        get("?as_of=2025-08-15&period=5y").body("reasons.linked_return", equalTo("HISTORY_TOO_SHORT"));
        get("?as_of=2025-08-15&period=MTD&method=MODIFIED_DIETZ").body("linked_return.toDouble()", closeTo(0.1, 1e-13));
    }

    /** 1000, 500 more at the end of the 16th of 30 days, 1600 in the end: 100 on 1000 + 500 · 15/30 (in at the start). */
    @Test
    void dietzTakesTheWholePeriod() {
        amount("DEPOSIT", "2025-05-31", null, "1000");
        amount("DEPOSIT", "2025-06-16", null, "500");
        amount("INTEREST", "2025-06-30", null, "100");
        booked();

        get("?as_of=2025-06-30&from=2025-06-01&method=MODIFIED_DIETZ")
                .body("linked_return.toDouble()", closeTo(0.08, 1e-15));
        get("?as_of=2025-06-30&from=2025-06-01&method=MODIFIED_DIETZ&flow_timing=END")
                .body("linked_return.toDouble()", closeTo(100 / (1000 + 500 * 14 / 30.0), 1e-15));
        get("?as_of=2025-06-30&from=2025-06-01&method=SIMPLE_DIETZ")
                .body("linked_return.toDouble()", closeTo(0.08, 1e-15));
    }

    /** 600 of A and 400 of cash against half A and half B, of which A gains 10 % and B loses 5 %. */
    @Test
    void attributionAgainstABlend() {
        amount("DEPOSIT", "2025-06-01", null, "1000");
        trade("BUY", "2025-06-02", "A", 6, "100", "0");
        closes("A", "2025-06-02 100", "2025-06-03 110");
        closes("B", "2025-06-02 100", "2025-06-03 95");
        booked();
        blend("0.5", "A", "B");

        get("/attribution?as_of=2025-06-03&from=2025-06-03&by=security&benchmark_id=BLEND-" + own)
                .statusCode(200)
                .body("benchmark_id", equalTo("BLEND-" + own))
                .body("linked.segments.name", contains("A-" + own, "B-" + own, "CASH"))
                .body("linked.segments.allocation", contains("0.0075", "0.0375", "-0.01"))
                .body("linked.segments.selection", contains("0", "0", "0"))
                .body("linked.portfolio_return", equalTo("0.06"))
                .body("linked.benchmark_return", equalTo("0.025"))
                .body("linked.active_return", equalTo("0.035"))
                .body("linked.allocation", equalTo("0.035"));
        get("/attribution?as_of=2025-06-03&from=2025-06-03&benchmark_id=BLEND-" + own)
                .body("by", equalTo("ASSET_CLASS"))
                .body("linked.segments.name", contains("CASH", "UNCLASSIFIED"));
        // B has no price in the evening of the 1st.
        get("/attribution?as_of=2025-06-03&benchmark_id=BLEND-" + own)
                .body("linked", nullValue())
                .body("reasons.linked", equalTo("VALUE_UNKNOWN"));
        get("/attribution?as_of=2025-06-03").body("reasons.linked", equalTo("NO_BENCHMARK"));
        get("/attribution?as_of=2025-06-03&benchmark_id=NOWHERE").statusCode(422);
    }

    private void blend(String weight, String... securities) {
        List<Map<String, Object>> blend = new ArrayList<>();
        for (String each : securities) blend.add(Map.of("security_id", security(each), "weight", weight));
        investor.ingest(
                "benchmarks", List.of(Map.of("benchmark_id", "BLEND-" + own, "currency", "USD", "blend", blend)));
    }

    @Test
    void aPortfolioWithoutTransactionsHasNoHistory() {
        investor.open("P", Map.of("base_currency", "USD"));

        get("").statusCode(200).body("linked_return", nullValue()).body("reasons.linked_return", equalTo("NO_HISTORY"));
        get("/contribution").statusCode(200).body("reasons.linked_return", equalTo("NO_HISTORY"));
    }

    @Test
    void theTagStaysWhileTheFiguresDo() {
        fiveDays();
        String tag = get("?as_of=2025-08-23")
                .body("known_at", notNullValue())
                .extract()
                .header("ETag");

        investor.request()
                .header("If-None-Match", tag)
                .get("/api/v1/portfolios/P/performance?as_of=2025-08-23")
                .then()
                .statusCode(304);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "?from=yesterday, 400",
        "?to=1, 400",
        "?period=2Y, 400",
        "?period=YTD&from=2025-01-01, 400",
        "?method=IRR, 400",
        "?flow_timing=NOON, 400",
        "?net=maybe, 400",
        "?colour=blue, 400",
        "/contribution?by=colour, 400",
        "/contribution?linking=NONE, 400",
        "/attribution?model=BRINSON, 400",
        "/attribution?linking=NONE, 400",
        "?known_at=2999-01-01T00:00:00Z, 422"
    })
    void aQuestionThatMakesNoSenseIsRefused(String query, int status) {
        investor.open("P", Map.of("base_currency", "USD"));

        get(query).statusCode(status).contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"''", "/contribution", "/attribution"})
    void thePortfolioOfAnotherDoesNotExist(String path) {
        investor.open("P", Map.of("base_currency", "USD"));

        TestCaller.anybody()
                .request()
                .get("/api/v1/portfolios/P/performance" + path)
                .then()
                .statusCode(404);
    }

    /**
     * Ten units at 100; at 10:00 they are worth 110 each when 1000 comes in, at the close 121. Cut there the day made
     * 1.1 · 2210/2100 − 1 with the new money idle; taken at the start of the day 2210/2000 − 1.
     */
    @Test
    void aFlowIsCutOutAtItsInstantWithThePriceOfThatInstant() {
        amount("DEPOSIT", "2025-08-19", null, "1000");
        trade("BUY", "2025-08-19", "A", 10, "100", "0");
        amount("DEPOSIT", "2025-08-20T10:00:00Z", null, "1000");
        closes("A", "2025-08-19 100", "2025-08-20 121");
        booked();
        investor.ingest(
                "market-prices",
                List.of(Map.of(
                        "security_id",
                        security("A"),
                        "price_time",
                        "2025-08-20T09:59:00Z",
                        "price",
                        "110",
                        "currency",
                        "USD")));

        get("?as_of=2025-08-20&from=2025-08-20&method=TWR_AT_FLOWS")
                .statusCode(200)
                .body("method", equalTo("TWR_AT_FLOWS"))
                .body("daily[0].return.toDouble()", closeTo(1.1 * 2210 / 2100 - 1, 1e-15));
        get("?as_of=2025-08-20&from=2025-08-20").body("daily[0].return.toDouble()", closeTo(2210.0 / 2000 - 1, 1e-15));
    }

    /** Bought on a day whose first price comes later: no price of the instant is known, so the day has no return. */
    @Test
    void withoutAPriceOfTheInstantThereIsNoReturn() {
        amount("DEPOSIT", "2025-08-19", null, "1000");
        trade("BUY", "2025-08-20T09:00:00Z", "A", 5, "100", "0");
        amount("DEPOSIT", "2025-08-20T10:00:00Z", null, "1000");
        closes("A", "2025-08-20 121");
        booked();

        get("?as_of=2025-08-20&from=2025-08-20&method=TWR_AT_FLOWS")
                .statusCode(200)
                .body("daily[0].return", nullValue())
                .body("daily[0].reason", equalTo("VALUE_UNKNOWN"))
                .body("linked_return", nullValue());
        get("?as_of=2025-08-20&from=2025-08-20").body("daily[0].return", notNullValue());
    }
}
