package dev.truemark.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reference cases of the calculators: returns, rates, risk and attribution, by the first letters of their ids. */
final class CalculatorCases {
    private final ConformanceCase c;

    private CalculatorCases(ConformanceCase c) {
        this.c = c;
    }

    static boolean understands(ConformanceCase c) {
        return List.of("IRR", "PERF", "RSK", "ATT").contains(kind(c));
    }

    static void check(ConformanceCase c) {
        CalculatorCases cases = new CalculatorCases(c);
        switch (kind(c)) {
            case "IRR" -> cases.rate();
            case "PERF" -> cases.returns();
            case "RSK" -> cases.risk();
            default -> cases.attribution();
        }
    }

    private static String kind(ConformanceCase c) {
        return c.id().substring(0, c.id().indexOf('-'));
    }

    private static JsonPath post(String calculator, Map<String, ?> body) {
        return Investor.registered()
                .request()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/analytics/" + calculator)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void rate() {
        JsonPath found = post("irr", Map.of("flows", rows(c.inputs().get("flows"), "date", "amount")));
        c.expected().forEach((figure, value) -> {
            if (figure.equals("xirr")) {
                same(figure, found.getString("rate"), value);
            } else {
                unknown(figure);
            }
        });
    }

    private void returns() {
        List<Map<String, String>> valuations = new ArrayList<>();
        c.inputs()
                .get("end_value")
                .properties()
                .forEach(day -> valuations.add(
                        Map.of("date", day.getKey(), "value", day.getValue().asText())));
        JsonNode deposit = c.inputs().get("deposit");
        JsonPath found = post(
                "returns",
                Map.of(
                        "valuations",
                        valuations,
                        "flows",
                        List.of(Map.of(
                                "date", deposit.get("date").asText(),
                                "amount", deposit.get("amount").asText())),
                        "flow_timing",
                        "START"));
        c.expected().forEach((figure, value) -> {
            switch (figure) {
                case "daily_return" -> {
                    for (int i = 0; i < value.size(); i++) {
                        same(figure, found.getString("daily[" + i + "].return"), value.get(i));
                    }
                }
                case "period_return" -> same(figure, found.getString("linked_return"), value);
                default -> unknown(figure);
            }
        });
    }

    private void risk() {
        Map<String, Object> body = new HashMap<>();
        body.put("returns", texts(c.inputs().get("returns")));
        body.put("confidence", "0.95");
        if (c.inputs().path("frequency").asText().equals("monthly")) body.put("periods_per_year", 12);
        JsonPath found = post("risk", body);
        c.expected().forEach((figure, value) -> riskFigure(found, body, figure, value));
    }

    private void riskFigure(JsonPath found, Map<String, Object> body, String figure, JsonNode value) {
        switch (figure) {
            case "volatility_annual" -> same(figure, found.getString("volatility"), value);
            case "return_annual" -> same(figure, found.getString("annualised_return"), value);
            case "sharpe_annual" -> same(figure, found.getString("sharpe"), value);
            case "sortino_annual" -> same(figure, found.getString("sortino"), value);
            case "max_drawdown" -> same(figure, found.getString("max_drawdown.value"), value);
            case "calmar", "skewness", "excess_kurtosis" -> same(figure, found.getString(figure), value);
            case "omega_0" -> same(figure, found.getString("omega"), value);
            case "var_95_gaussian" -> loss(figure, found.getString("var.parametric"), value);
            case "es_95_gaussian" -> loss(figure, found.getString("expected_shortfall.parametric"), value);
            case "var", "var_95_historical_type7" -> loss(figure, found.getString("var.historical"), value);
            case "es", "cvar_95_historical_mean_at_or_below" ->
                loss(figure, found.getString("expected_shortfall.historical"), value);
            case "var_gaussian_sample_sd" -> loss(figure, found.getString("var.parametric"), value);
            case "sharpe_with_rf_2pct_annual_simple" -> {
                Map<String, Object> withRate = new HashMap<>(body);
                withRate.put("risk_free_rate", "0.02");
                same(figure, post("risk", withRate).getString("sharpe"), value);
            }
            default -> unknown(figure);
        }
    }

    /** A loss is positive here; cases that write it negative say so among their conventions. */
    private void loss(String figure, String actual, JsonNode expected) {
        assertThat(new BigDecimal(actual).signum()).as(figure).isPositive();
        close(figure, new BigDecimal(actual), expected.decimalValue().abs());
    }

    private void attribution() {
        List<Map<String, String>> segments = new ArrayList<>();
        JsonNode names = c.inputs().get("segments");
        for (int i = 0; i < names.size(); i++) {
            Map<String, String> segment = new TreeMap<>();
            segment.put("name", names.get(i).asText());
            for (String field :
                    List.of("portfolio_weight", "benchmark_weight", "portfolio_return", "benchmark_return")) {
                segment.put(field, c.inputs().get(field).get(i).asText());
            }
            segments.add(segment);
        }
        Map<String, Object> body = new HashMap<>();
        body.put("model", "BRINSON_FACHLER");
        body.put("periods", List.of(Map.of("segments", segments)));
        JsonPath apart = post("attribution", body);
        body.put("interaction", "IN_SELECTION");
        JsonPath together = post("attribution", body);
        c.expected().forEach((figure, value) -> attributionFigure(apart, together, figure, value));
    }

    private void attributionFigure(JsonPath apart, JsonPath together, String figure, JsonNode value) {
        switch (figure) {
            case "allocation" -> bySegment(together, "allocation", value);
            case "selection_incl_interaction" -> bySegment(together, "selection", value);
            case "selection_per_segment_without_interaction" -> bySegment(apart, "selection", value);
            case "interaction_per_segment" -> bySegment(apart, "interaction", value);
            case "portfolio_return", "benchmark_return", "active_return" ->
                same(figure, apart.getString("linked." + figure), value);
            case "allocation_total" -> same(figure, apart.getString("linked.allocation"), value);
            case "selection_total_without_interaction" -> same(figure, apart.getString("linked.selection"), value);
            case "interaction_total" -> same(figure, apart.getString("linked.interaction"), value);
            default -> unknown(figure);
        }
    }

    private void bySegment(JsonPath found, String effect, JsonNode values) {
        for (int i = 0; i < values.size(); i++) {
            same(effect, found.getString("periods[0].segments[" + i + "]." + effect), values.get(i));
        }
    }

    private void same(String figure, String actual, JsonNode expected) {
        assertThat(actual).as(figure).isNotNull();
        close(figure, new BigDecimal(actual), expected.decimalValue());
    }

    private void close(String figure, BigDecimal actual, BigDecimal expected) {
        assertThat(actual).as(figure).isCloseTo(expected, within(c.tolerance()));
    }

    private void unknown(String figure) {
        fail("%s expects %s, which this test does not understand", c.id(), figure);
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static List<Map<String, String>> rows(JsonNode rows, String... fields) {
        List<Map<String, String>> all = new ArrayList<>();
        for (JsonNode row : rows) {
            Map<String, String> one = new TreeMap<>();
            for (String field : fields) one.put(field, row.get(field).asText());
            all.add(one);
        }
        return all;
    }
}
