package dev.truemark.bond;

import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.portfolio.TestCaller;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bond and day-count calculators over HTTP: the shape of their answers, and what they refuse. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class BondCalculatorTest {
    private static final String BOND = "{'settlement_date': '2024-03-15', 'maturity_date': '2025-01-15', "
            + "'coupon_rate': '0.04', 'frequency': 2, %s}";

    private final TestCaller caller = TestCaller.anybody();

    private ValidatableResponse post(String calculator, String body) {
        return caller.request()
                .body(body.replace('\'', '"'))
                .post("/api/v1/analytics/" + calculator)
                .then();
    }

    /** 60 of the 182 days from 15 January to 15 July 2024 have passed. */
    @Test
    void aBondAtItsYield() {
        double w = 122.0 / 182;
        double dirty = 2 / Math.pow(1.025, w) + 102 / Math.pow(1.025, w + 1);
        post("bond", BOND.formatted("'yield': 0.05"))
                .statusCode(200)
                .body("dirty_price.toDouble()", closeTo(dirty, 1e-11))
                .body("accrued_interest.toDouble()", closeTo(2 * 60.0 / 182, 1e-13))
                .body("clean_price.toDouble()", closeTo(dirty - 2 * 60.0 / 182, 1e-11))
                .body("yield", equalTo("0.05"))
                .body("cash_flows", hasSize(2))
                .body("cash_flows[0].date", equalTo("2024-07-15"))
                .body("cash_flows[0].payment_date", equalTo("2024-07-15"))
                .body("cash_flows[0].coupon", equalTo("2"))
                .body("cash_flows[1].redemption", equalTo("100"))
                .body("cash_flows[1].amount", equalTo("102"))
                .body("reasons", aMapWithSize(0));
    }

    @Test
    void aSimpleYieldHasNoMacaulayDuration() {
        post("bond", BOND.formatted("'clean_price': 99, 'yield_convention': 'JP_SIMPLE', 'day_count': 'NL/365'"))
                .statusCode(200)
                .body("clean_price", equalTo("99"))
                .body("macaulay_duration", nullValue())
                .body("reasons.macaulay_duration", equalTo("SIMPLE_YIELD"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        'coupons': 2 | 422 | coupons
        'clean_price': 99, 'yield': 0.05 | 422 | clean_price
        'redemption': 100 | 422 | clean_price
        'yield': 0.05, 'day_count': 'ACT/366' | 422 | day_count
        'yield': 0.05, 'yield_convention': 'STREET' | 422 | yield_convention
        'yield': 0.05, 'calendar': 'MOON' | 422 | calendar
        'yield': 0.05, 'ex_coupon_days': -1 | 422 | ex_coupon_days
        'yield': 0.05, 'issue_date': '2024-04-01' | 422 | settlement_date
        'yield': 0.05, 'first_coupon_date': '2024-07-15' | 422 | issue_date
        'yield': 0.05, 'first_coupon_date': '2024-07-01', 'issue_date': '2024-01-01' | 422 | first_coupon_date
        'yield': 0.05, 'redemption': 0 | 422 | redemption
        'yield': 11 | 422 | yield
        """)
    void refusals(String fields, int status, String field) {
        post("bond", BOND.formatted(fields)).statusCode(status).body("errors.field", hasItem(field));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        {'maturity_date': '2025-01-15', 'yield': 0.05} | settlement_date
        {'settlement_date': '2025-01-15', 'maturity_date': '2025-01-15', 'yield': 0.05} | settlement_date
        {'settlement_date': '2024-01-15', 'maturity_date': '2025-01-15', 'coupon_rate': 0.05, 'yield': 0} | frequency
        {'settlement_date': '2024-01-15', 'maturity_date': '2025-01-15', 'frequency': 5, 'yield': 0} | frequency
        {'settlement_date': '2024-01-15', 'maturity_date': '2124-01-15', 'calendar': 'USNY', 'yield': 0} | maturity_date
        {'settlement_date': '2024-01-15', 'maturity_date': '2064-01-15', 'yield_convention': 'JP_SIMPLE', 'yield': -0.5} | yield
        """)
    void refusalsOfWholeRequests(String body, String field) {
        post("bond", body).statusCode(422).body("errors.field", hasItem(field));
    }

    @Test
    void dayCounts() {
        post("day-count", """
                {'rows': [{'convention': '30/360_US', 'start': '2012-01-01', 'end': '2013-12-31'},
                          {'convention': 'ACT/ACT_ICMA', 'start': '1999-02-01', 'end': '1999-07-01', 'frequency': 1,
                           'maturity': '2000-07-01'}]}""")
                .statusCode(200)
                .body("rows[0].days", equalTo(720))
                .body("rows[0].year_fraction", equalTo("2"))
                .body("rows[1].days", equalTo(150))
                .body("rows[1].year_fraction.toDouble()", closeTo(150 / 365.0, 1e-15));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        'convention': 'ACT/366', 'start': '2012-01-01', 'end': '2012-02-01' | rows[0].convention
        'start': '2012-01-01', 'end': '2012-02-01' | rows[0].convention
        'convention': 'ACT/360', 'start': '2012-01-01' | rows[0].end
        'convention': 'ACT/360', 'start': '2012-02-01', 'end': '2012-01-01' | rows[0].end
        'convention': 'ACT/ACT_ICMA', 'start': '2012-01-01', 'end': '2012-02-01' | rows[0].frequency
        'convention': 'ACT/ACT_ICMA', 'start': '2012-01-01', 'end': '2012-02-01', 'frequency': 2 | rows[0].maturity
        'convention': 'ACT/ACT_ICMA', 'start': '2012-01-01', 'end': '2012-02-01', 'frequency': 7 | rows[0].frequency
        'convention': 'ACT/360', 'start': '2012-01-01', 'end': '2012-02-01', 'maturity': '2012-01-15' | rows[0].maturity
        'convention': 'BUS/252', 'start': '1912-01-01', 'end': '2012-02-01' | rows[0].start
        """)
    void refusalsOfDayCounts(String fields, String field) {
        post("day-count", "{'rows': [{" + fields + "}]}").statusCode(422).body("errors.field", hasItem(field));
    }
}
