package dev.truemark.risk;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.truemark.core.risk.RiskInput;
import dev.truemark.performance.Given;
import dev.truemark.platform.json.StatisticReader;
import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Series of the same periods, oldest first.
 *
 * @param riskFreeRate            a year, simple: {@code rate/periods_per_year} a period; not together with the returns
 * @param minimumAcceptableReturn per period; 0 unless given
 */
record RiskRequest(
        @JsonDeserialize(contentUsing = StatisticReader.class)
        List<BigDecimal> returns,

        @JsonDeserialize(contentUsing = StatisticReader.class)
        List<BigDecimal> benchmarkReturns,

        @JsonDeserialize(using = StatisticReader.class) BigDecimal riskFreeRate,

        @JsonDeserialize(contentUsing = StatisticReader.class)
        List<BigDecimal> riskFreeReturns,

        @JsonDeserialize(using = StatisticReader.class) BigDecimal minimumAcceptableReturn,
        BigDecimal periodsPerYear,
        BigDecimal confidence,
        Integer window) {
    private static final double LEAST_CONFIDENCE = 0.5;
    private static final double MOST_CONFIDENCE = 0.9999;
    private static final double MOST_PERIODS_PER_YEAR = 1e6;
    private static final double MOST_RETURN = 1e6;
    private static final int LEAST_RETURNS = 2;
    private static final long MOST_ROLLED = 10_000_000;

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming all that is wrong */
    RiskInput read(int most) {
        FieldErrors errors = new FieldErrors();
        series(errors, "returns", returns, most);
        sameLength(errors, "benchmark_returns", benchmarkReturns, most);
        sameLength(errors, "risk_free_returns", riskFreeReturns, most);
        range(errors, "risk_free_rate", riskFreeRate, -1, MOST_RETURN);
        range(errors, "minimum_acceptable_return", minimumAcceptableReturn, -MOST_RETURN, MOST_RETURN);
        range(errors, "periods_per_year", periodsPerYear, Double.MIN_VALUE, MOST_PERIODS_PER_YEAR);
        range(errors, "confidence", confidence, LEAST_CONFIDENCE, MOST_CONFIDENCE);
        errors.require(
                window == null || window >= 2 && window <= most,
                "window",
                "OUT_OF_RANGE",
                "A window has from 2 to " + most + " returns.");
        boolean few = window == null || returns == null || (returns.size() - (long) window) * window <= MOST_ROLLED;
        errors.require(few, "window", "TOO_MANY", "All windows have " + MOST_ROLLED + " returns at most, together.");
        errors.require(
                riskFreeRate == null || riskFreeReturns == null,
                "risk_free_rate",
                "NOT_TOGETHER",
                "Give either the risk-free rate or the risk-free returns.");
        errors.require(
                riskFreeRate == null || riskFreeRate.signum() == 0 || periodsPerYear != null,
                "periods_per_year",
                "REQUIRED",
                "A yearly risk-free rate needs the periods of a year.");
        errors.throwIfAny();
        return new RiskInput(
                doubles(returns),
                Optional.ofNullable(benchmarkReturns).map(RiskRequest::doubles),
                riskFree(),
                minimumAcceptableReturn == null ? 0 : minimumAcceptableReturn.doubleValue(),
                periodsPerYear == null ? OptionalDouble.empty() : OptionalDouble.of(periodsPerYear.doubleValue()),
                confidence == null ? RiskInput.DEFAULT_CONFIDENCE : confidence.doubleValue(),
                window == null ? OptionalInt.empty() : OptionalInt.of(window),
                LEAST_RETURNS);
    }

    private double[] riskFree() {
        if (riskFreeReturns != null) return doubles(riskFreeReturns);
        double[] same = new double[returns.size()];
        if (riskFreeRate != null && riskFreeRate.signum() != 0) {
            Arrays.fill(same, riskFreeRate.doubleValue() / periodsPerYear.doubleValue());
        }
        return same;
    }

    private static void series(FieldErrors errors, String field, List<BigDecimal> values, int most) {
        Given.list(
                errors,
                field,
                values,
                most,
                (value, i) -> range(errors, field + "[" + i + "]", value, -MOST_RETURN, MOST_RETURN));
    }

    private void sameLength(FieldErrors errors, String field, List<BigDecimal> values, int most) {
        if (values == null) return;
        series(errors, field, values, most);
        errors.require(
                returns == null || values.size() == returns.size(),
                field,
                "LENGTH_DIFFERS",
                "There must be as many as there are returns.");
    }

    private static void range(FieldErrors errors, String field, BigDecimal value, double least, double most) {
        boolean within = value == null || value.doubleValue() >= least && value.doubleValue() <= most;
        errors.require(
                within,
                field,
                "OUT_OF_RANGE",
                least == Double.MIN_VALUE
                        ? "The number must be above 0 and at most " + (long) most + "."
                        : "The number must be from " + plain(least) + " to " + plain(most) + ".");
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static double[] doubles(List<BigDecimal> values) {
        return values.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    }
}
