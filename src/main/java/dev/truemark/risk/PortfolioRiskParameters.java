package dev.truemark.risk;

import dev.truemark.core.risk.RiskInput;
import dev.truemark.platform.json.DecimalText;
import dev.truemark.platform.json.RefusedDecimal;
import dev.truemark.platform.reading.Parameters;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** By what the risk of a portfolio is judged. */
public class PortfolioRiskParameters {
    @RestQuery
    @Parameter(description = "Confidence of value at risk and expected shortfall, 0.5 to 0.9999; 0.95 unless given.")
    public String confidence;

    @RestQuery
    @Parameter(
            description = "Weekdays over which losses are told, 1 to 252, by the square root of time; 1 unless given.")
    public String horizon;

    @RestQuery
    @Parameter(description = "Weekdays of one rolling volatility, 20 or more; none unless given.")
    public String window;

    @RestQuery("benchmark_id")
    @Parameter(description = "A benchmark with levels or returns; that of the portfolio unless given.")
    public String benchmarkId;

    @RestQuery("risk_free_rate")
    @Parameter(description = "A year, simple; 0 unless given.")
    public String riskFreeRate;

    @RestQuery("minimum_acceptable_return")
    @Parameter(description = "Per weekday; 0 unless given.")
    public String minimumAcceptableReturn;

    @RestQuery("periods_per_year")
    @Parameter(description = "Weekdays of a year; 252 unless given.")
    public String periodsPerYear;

    Optional<String> benchmark() {
        return Parameters.text("benchmark_id", benchmarkId);
    }

    PortfolioRisk.Question question(LocalDate start) {
        return new PortfolioRisk.Question(
                start,
                number("confidence", confidence, RiskInput.DEFAULT_CONFIDENCE, 0.5, 0.9999),
                whole("horizon", horizon, 1, 252).orElse(1),
                whole("window", window, 20, 10_000),
                number("risk_free_rate", riskFreeRate, 0, -1, 1000),
                number("minimum_acceptable_return", minimumAcceptableReturn, 0, -1, 1000),
                number("periods_per_year", periodsPerYear, 252, 1, 366));
    }

    private static double number(String name, String text, double otherwise, double least, double most) {
        return Parameters.text(name, text)
                .map(given -> {
                    try {
                        double value = DecimalText.parse(given).doubleValue();
                        if (value >= least && value <= most) return value;
                    } catch (RefusedDecimal e) {
                        // answered below
                    }
                    throw Parameters.bad(name, "a number from " + least + " to " + most);
                })
                .orElse(otherwise);
    }

    private static OptionalInt whole(String name, String text, int least, int most) {
        Optional<String> given = Parameters.text(name, text);
        if (given.isEmpty()) return OptionalInt.empty();
        try {
            int value = Integer.parseInt(given.get());
            if (value >= least && value <= most) return OptionalInt.of(value);
        } catch (NumberFormatException e) {
            // answered below
        }
        throw Parameters.bad(name, "a whole number from " + least + " to " + most);
    }
}
