package dev.truemark.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reference cases of bonds and day counts, asked of their calculators. */
final class BondCases {
    private static final Map<Integer, String> BASES =
            Map.of(0, "30/360_US", 1, "ACT/ACT_ICMA", 2, "ACT/360", 3, "ACT/365F", 4, "30E/360");

    private final ConformanceCase c;

    private BondCases(ConformanceCase c) {
        this.c = c;
    }

    static boolean understands(ConformanceCase c) {
        return c.id().startsWith("BND-");
    }

    static void check(ConformanceCase c) {
        BondCases cases = new BondCases(c);
        if (c.inputs().has("rows")) cases.accrued();
        else cases.bond();
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

    private void bond() {
        JsonPath found = post(
                "bond",
                Map.of(
                        "settlement_date", text("settlement"),
                        "maturity_date", text("maturity"),
                        "issue_date", text("dated"),
                        "coupon_rate", text("coupon"),
                        "frequency", c.inputs().get("frequency").intValue(),
                        "yield", text("yield_in")));
        c.expected().forEach((figure, value) -> {
            String name = switch (figure) {
                case "macaulay", "modified" -> figure + "_duration";
                case "accrued" -> "accrued_interest";
                case "dirty_price", "clean_price", "convexity" -> figure;
                default -> fail("%s expects %s, which this test does not understand", c.id(), figure);
            };
            close(figure, new BigDecimal(found.getString(name)), value);
        });
    }

    /** Par times rate times the year fraction of each row. */
    private void accrued() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode row : c.inputs().get("rows")) {
            rows.add(Map.of(
                    "convention", BASES.get(row.get("basis").intValue()),
                    "start", row.get("issue").asText(),
                    "end", row.get("settlement").asText()));
        }
        JsonPath found = post("day-count", Map.of("rows", rows));
        assertThat(c.expected().keySet()).containsExactly("accrued");
        JsonNode expected = c.expected().get("accrued");
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = c.inputs().get("rows").get(i);
            BigDecimal years = new BigDecimal(found.getString("rows[" + i + "].year_fraction"));
            BigDecimal interest =
                    row.get("par").decimalValue().multiply(row.get("rate").decimalValue());
            close("row " + i, interest.multiply(years), expected.get(i));
        }
    }

    private String text(String input) {
        return c.inputs().get(input).asText();
    }

    private void close(String figure, BigDecimal actual, JsonNode expected) {
        assertThat(actual).as(figure).isCloseTo(expected.decimalValue(), within(c.tolerance()));
    }
}
