package dev.truemark.performance;

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
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calculators over HTTP: the shape of their answers, and what they refuse. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class CalculatorTest {
    private final TestCaller caller = TestCaller.anybody();

    private ValidatableResponse post(String calculator, String body) {
        return caller.request()
                .body(body.replace('\'', '"'))
                .post("/api/v1/analytics/" + calculator)
                .then();
    }

    @Test
    void theRateOfTheContract() {
        post("irr", "{'flows': [{'date': '2020-01-01', 'amount': '-1000'}, {'date': '2021-01-01', 'amount': 1100}]}")
                .statusCode(200)
                .body("status", equalTo("CONVERGED"))
                .body("rate.toDouble()", closeTo(Math.pow(1.1, 365.0 / 366) - 1, 1e-12))
                .body("roots", hasSize(1))
                .body("residual.toDouble()", closeTo(0, 1e-9))
                .body("reasons", aMapWithSize(0));
    }

    @Test
    void severalRatesAreAllToldAndNoneIsChosen() {
        post("irr", """
                {'flows': [{'date': '2021-01-01', 'amount': -1000}, {'date': '2022-01-01', 'amount': 2500},
                           {'date': '2023-01-01', 'amount': -1540}], 'day_count': 'ACT/ACT_ISDA'}""")
                .statusCode(200)
                .body("status", equalTo("AMBIGUOUS"))
                .body("rate", nullValue())
                .body("roots[0].toDouble()", closeTo(0.1, 1e-12))
                .body("roots[1].toDouble()", closeTo(0.4, 1e-12))
                .body("reasons.rate", equalTo("SEVERAL_RATES_SOLVE"));
    }

    @Test
    void returnsOfValuationsAndFlows() {
        post("returns", """
                {'valuations': [{'date': '2025-01-01', 'value': '1000'}, {'date': '2025-01-02', 'value': '1100'},
                                {'date': '2025-01-03', 'value': '1760'}],
                 'flows': [{'date': '2025-01-03', 'amount': '500'}]}""")
                .statusCode(200)
                .body("method", equalTo("TWR"))
                .body("flow_timing", equalTo("IN_START_OUT_END"))
                .body("start_date", equalTo("2025-01-01"))
                .body("daily[0].return", equalTo("0.1"))
                .body("daily[1].return", equalTo("0.1"))
                .body("linked_return.toDouble()", closeTo(0.21, 1e-15))
                .body("annualised_return", nullValue())
                .body("reasons.annualised_return", equalTo("LESS_THAN_A_YEAR"));
    }

    @Test
    void aBrokenChainSaysWhereItBreaks() {
        post("returns", """
                {'valuations': [{'date': '2025-01-01', 'value': 1000}, {'date': '2025-01-31', 'value': 1100}],
                 'flows': [{'date': '2025-01-15', 'amount': 50}], 'annualise_short_periods': true}""")
                .statusCode(200)
                .body("daily[0].return", nullValue())
                .body("daily[0].reason", equalTo("FLOW_WITHOUT_VALUATION"))
                .body("linked_return", nullValue())
                .body("reasons.linked_return", equalTo("BROKEN_CHAIN"))
                .body("reasons.annualised_return", equalTo("BROKEN_CHAIN"));
    }

    @Test
    void returnsCutAtTheInstantOfEachFlow() {
        post("returns", """
                {'method': 'TWR_AT_FLOWS',
                 'valuations': [{'time': '2025-01-01T00:00:00Z', 'value': '1000'},
                                {'time': '2025-01-01T10:00:00Z', 'value': '1600'},
                                {'time': '2025-01-02T00:00:00Z', 'value': '1760'}],
                 'flows': [{'time': '2025-01-01T10:00:00Z', 'amount': '500'}]}""")
                .statusCode(200)
                .body("method", equalTo("TWR_AT_FLOWS"))
                .body("daily[0].time", equalTo("2025-01-01T10:00:00Z"))
                .body("daily[0].return", equalTo("0.1"))
                .body("daily[1].return", equalTo("0.1"))
                .body("linked_return.toDouble()", closeTo(0.21, 1e-15));
        post("returns", """
                {'method': 'TWR_AT_FLOWS', 'valuations': [{'date': '2025-01-01', 'value': '1000'}], 'flows': []}""")
                .statusCode(422)
                .body("errors.field", hasItem("valuations[0].time"))
                .body("errors.field", hasItem("valuations[0].date"));
        post("returns", "{'valuations': [{'date': '2025-01-01', 'time': '2025-01-01T00:00:00Z', 'value': '1'}]}")
                .statusCode(422)
                .body("errors[0].field", equalTo("valuations[0].time"))
                .body("errors[0].code", equalTo("UNEXPECTED"));
    }

    /** Premiums 0.06 and −0.01, currencies 0.03 and −0.02: markets add 0.007, 0.005 and 0.003, the hedge of B into A 0.025. */
    @Test
    void attributionOfMarketsApartFromCurrencies() {
        String segments = """
                {'name': 'A', 'portfolio_weight': '0.6', 'benchmark_weight': '0.5', 'portfolio_return': '0.10',
                 'benchmark_return': '0.08', 'portfolio_exposure': '1', 'cash_return': '0.02', 'currency_return': '0.01'},
                {'name': 'B', 'portfolio_weight': '0.4', 'benchmark_weight': '0.5', 'portfolio_return': '0.03',
                 'benchmark_return': '0.04', 'portfolio_exposure': '%s', 'cash_return': '0.05', 'currency_return': '-0.07'}""";
        post("attribution/currency", "{'periods': [{'segments': [" + segments.formatted("0") + "]}]}")
                .statusCode(200)
                .body("linking", equalTo("CARINO"))
                .body("periods[0].allocation.toDouble()", closeTo(0.007, 1e-15))
                .body("periods[0].selection.toDouble()", closeTo(0.005, 1e-15))
                .body("periods[0].interaction.toDouble()", closeTo(0.003, 1e-15))
                .body("periods[0].currency.toDouble()", closeTo(0.025, 1e-15))
                .body("periods[0].active_return.toDouble()", closeTo(0.04, 1e-15));
        post("attribution/currency", "{'periods': [{'segments': [" + segments.formatted("0.1") + "]}]}")
                .statusCode(422)
                .body("errors[0].field", equalTo("periods[0].segments"))
                .body("errors[0].code", equalTo("WEIGHTS_DIFFER"));
    }

    @Test
    void attributionOfTwoPeriodsIsLinked() {
        String period = """
                {'segments': [{'name': 'A', 'portfolio_weight': 0.6, 'benchmark_weight': 0.5,
                               'portfolio_return': 0.1, 'benchmark_return': 0.08},
                              {'name': 'B', 'portfolio_weight': 0.4, 'benchmark_weight': 0.5,
                               'portfolio_return': 0.02, 'benchmark_return': 0.0030303030303030303}]}""";
        post("attribution", "{'linking': 'MENCHERO', 'periods': [" + period + ", " + period + "]}")
                .statusCode(200)
                .body("model", equalTo("BRINSON_FACHLER"))
                .body("interaction", equalTo("SEPARATE"))
                .body("periods[0].portfolio_return", equalTo("0.068"))
                .body("periods[0].segments[0].selection", equalTo("0.01"))
                .body("linked.portfolio_return", equalTo("0.140624")) // 1.068² − 1
                .body("linked.segments", hasSize(2))
                .body("linked.active_return", equalTo("0.055870189164370983"));
    }

    @Test
    void contributionsOfOnePeriod() {
        post("contribution", "{'periods': [{'segments': [{'name': 'A', 'weight': 0.6, 'return': 0.1}]}]}")
                .statusCode(200)
                .body("linking", equalTo("CARINO"))
                .body("periods[0].segments[0].contribution", equalTo("0.06"))
                .body("linked.return", equalTo("0.06"));
        post("contribution", """
                {'linking': 'NONE', 'periods': [{'segments': [{'name': 'A', 'weight': 1, 'return': 0.1}]},
                                                {'segments': [{'name': 'A', 'weight': 1, 'return': 0.1}]}]}""")
                .statusCode(200)
                .body("linked.segments", nullValue())
                .body("linked.return", equalTo("0.21"))
                .body("reasons.'linked.segments'", equalTo("NOT_LINKED"));
    }

    @Test
    void riskOfAShortSeries() {
        post("risk", "{'returns': ['0.01', -0.02, 0.0030303030303030303], 'periods_per_year': 12, 'window': 2}")
                .statusCode(200)
                .body("observations", equalTo(3))
                .body("rolling_volatility", hasSize(2))
                .body("beta", nullValue())
                .body("reasons.beta", equalTo("NO_BENCHMARK"))
                .body("excess_kurtosis", nullValue())
                .body("reasons.excess_kurtosis", equalTo("TOO_FEW_RETURNS"))
                .body("max_drawdown.value", equalTo("-0.02"))
                .body("max_drawdown.peak", equalTo(1))
                .body("max_drawdown.trough", equalTo(2))
                .body("max_drawdown.recovery", nullValue())
                .body("max_drawdown.periods_under_water", equalTo(2));
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            irr          | {'flows': [], 'rate': 1}                                      | rate                 | UNKNOWN_FIELD
            irr          | {}                                                            | flows                | REQUIRED
            irr          | {'flows': [null]}                                             | flows[0]             | REQUIRED
            irr          | {'flows': [{'date': '2025-01-01'}]}                           | flows[0].amount      | REQUIRED
            irr          | {'flows': [{'amount': 1}]}                                    | flows[0].date        | REQUIRED
            irr          | {'flows': [{'date': '2025-02-30', 'amount': 1}]}              | flows[0].date        | WRONG_FORMAT
            irr          | {'flows': [{'date': '2025-01-01', 'amount': 'NaN'}]}          | flows[0].amount      | NUMBER_NOT_FINITE
            irr          | {'flows': [], 'day_count': '30/365'}                          | day_count            | UNKNOWN
            returns      | {'valuations': []}                                            | valuations           | REQUIRED
            returns      | {}                                                            | valuations           | REQUIRED
            returns      | {'valuations': [{'date': '2025-01-01', 'value': 1}, {'date': '2025-01-01', 'value': 2}]} | valuations[1].date | DUPLICATE
            returns      | {'valuations': [{'date': '2025-01-02', 'value': 1}], 'flows': [{'date': '2025-01-01', 'amount': 1}]} | flows[0].date | OUT_OF_RANGE
            returns      | {'valuations': [{'date': '2025-01-02', 'value': 1}], 'flows': [{'date': '2025-01-03', 'amount': 1}]} | flows[0].date | OUT_OF_RANGE
            returns      | {'method': 'SIMPLE_DIETZ', 'valuations': [{'date': '2025-01-02', 'value': 1}], 'flows': [{'date': '2025-01-02', 'amount': 1}]} | flows[0].date | OUT_OF_RANGE
            returns      | {'valuations': [], 'method': 'IRR'}                           | method               | WRONG_FORMAT
            returns      | {'valuations': [], 'flow_timing': 'NOON'}                     | flow_timing          | WRONG_FORMAT
            attribution  | {'periods': []}                                               | periods              | REQUIRED
            attribution  | {'periods': [{}]}                                             | periods[0].segments  | REQUIRED
            attribution  | {'periods': [{'segments': [{'name': 'A'}]}]}                  | periods[0].segments[0].benchmark_return | REQUIRED
            attribution  | {'periods': [], 'linking': 'GRAP'}                            | linking              | WRONG_FORMAT
            contribution | {'periods': [{'segments': [{'weight': 1, 'return': 1}]}]}     | periods[0].segments[0].name | REQUIRED
            contribution | {'periods': [{'segments': [{'name': 'A', 'weight': 1e7, 'return': 1}]}]} | periods[0].segments[0].weight | OUT_OF_RANGE
            contribution | {'periods': [{'segments': [{'name': 'A', 'weight': 1, 'return': 1}, {'name': 'A', 'weight': 1, 'return': 1}]}]} | periods[0].segments[1].name | DUPLICATE
            risk         | {}                                                            | returns              | REQUIRED
            risk         | {'returns': [0.1, null]}                                      | returns[1]           | REQUIRED
            risk         | {'returns': ['x']}                                            | returns[0]           | NOT_A_NUMBER
            risk         | {'returns': [0.1], 'benchmark_returns': [0.1, 0.2]}           | benchmark_returns    | LENGTH_DIFFERS
            risk         | {'returns': [0.1], 'risk_free_returns': []}                   | risk_free_returns    | LENGTH_DIFFERS
            risk         | {'returns': [0.1], 'risk_free_returns': [0], 'risk_free_rate': 0} | risk_free_rate   | NOT_TOGETHER
            risk         | {'returns': [0.1], 'risk_free_rate': 0.02}                    | periods_per_year     | REQUIRED
            risk         | {'returns': [0.1], 'periods_per_year': 0}                     | periods_per_year     | OUT_OF_RANGE
            risk         | {'returns': [0.1], 'confidence': 1}                           | confidence           | OUT_OF_RANGE
            risk         | {'returns': [0.1], 'confidence': 0.3}                         | confidence           | OUT_OF_RANGE
            risk         | {'returns': [0.1], 'window': 1}                               | window               | OUT_OF_RANGE
            """)
    void whatIsWrongIsNamed(String calculator, String body, String field, String code) {
        post(calculator, body)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors.field", hasItem(field))
                .body("errors.code", hasItem(code));
    }

    @Test
    void weightsThatDoNotSumAlikeAreRefused() {
        post("attribution", """
                {'periods': [{'segments': [{'name': 'A', 'portfolio_weight': 0.9, 'benchmark_weight': 1,
                                            'portfolio_return': 0.1, 'benchmark_return': 0.1}]}]}""").statusCode(422).body("errors[0].code", equalTo("WEIGHTS_DIFFER"));
    }

    @Test
    void returnsTooLargeToLinkAreRefused() {
        String period = "{'segments': [{'name': 'A', 'weight': 1000000, 'return': 1000000}]}";
        post("contribution", "{'periods': [" + (period + ",").repeat(40) + period + "]}")
                .statusCode(422)
                .body("errors[0].field", equalTo("periods"));
    }

    @ParameterizedTest
    @CsvSource({"irr", "returns", "attribution", "contribution", "risk"})
    void nobodyCalculatesUnknownAndNothingComesOfNothing(String calculator) {
        RestAssured.given()
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/analytics/" + calculator)
                .then()
                .statusCode(401);
        post(calculator, "null").statusCode(400);
    }
}
