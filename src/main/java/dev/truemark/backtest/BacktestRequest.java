package dev.truemark.backtest;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.truemark.core.backtest.Every;
import dev.truemark.core.backtest.Setup;
import dev.truemark.core.backtest.Strategy;
import dev.truemark.core.risk.RiskInput;
import dev.truemark.performance.Given;
import dev.truemark.platform.json.StatisticReader;
import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to be run. What is not given: 1000000 of money, no costs, quantities to 6 decimals, the newest knowledge, a confidence of
 * 0.95 and 252 periods a year.
 */
record BacktestRequest(
        StrategyFields strategy,
        String baseCurrency,
        LocalDate from,
        LocalDate to,
        BigDecimal initialValue,
        @JsonDeserialize(using = StatisticReader.class) BigDecimal costRate,
        Integer quantityDecimals,
        List<SplitFields> splits,
        Boolean believeJumps,
        Instant knownAt,
        BigDecimal confidence,
        BigDecimal periodsPerYear) {
    private static final BigDecimal MONEY = new BigDecimal("1000000");
    private static final int DECIMALS = 6;
    private static final int MOST_DECIMALS = 12;
    private static final double LEAST_CONFIDENCE = 0.5;
    private static final double MOST_CONFIDENCE = 0.9999;
    private static final int PERIODS = 252;
    private static final int MOST_PERIODS = 366;

    /** What a strategy may be. */
    enum Type {
        BUY_AND_HOLD,
        CONSTANT_MIX,
        BANDS,
        MOMENTUM,
        SCHEDULE
    }

    record WeightFields(
            String securityId,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal weight) {}

    record DatedWeights(LocalDate date, List<WeightFields> weights) {}

    /**
     * Of a type what it needs: {@code weights} of all but a momentum and a schedule; {@code every} of a constant mix and a momentum;
     * {@code band} of bands; {@code universe}, {@code days} and {@code top} of a momentum; {@code schedule} of a schedule.
     */
    record StrategyFields(
            Type type,
            List<WeightFields> weights,
            Every every,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal band,
            List<String> universe,
            Integer days,
            Integer top,
            List<DatedWeights> schedule) {}

    /** @param ratio units after per unit before */
    record SplitFields(String securityId, LocalDate date, BigDecimal ratio) {}

    /** What is run, and how its risk is told. */
    record Asked(Setup setup, Strategy strategy, double confidence, double periodsPerYear) {
        /** How far back prices are needed. */
        LocalDate first() {
            LocalDate before = setup.from().minusDays(1);
            return strategy instanceof Strategy.Momentum momentum ? before.minusDays(momentum.days()) : before;
        }
    }

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming all that is wrong */
    Asked read(BacktestConfig config) {
        FieldErrors errors = new FieldErrors();
        errors.require(
                baseCurrency != null && baseCurrency.matches("[A-Z]{3}"),
                "base_currency",
                "INVALID",
                "A currency of three capital letters is needed.");
        Given.required(errors, from, "from");
        Given.required(errors, to, "to");
        Given.required(errors, strategy, "strategy");
        range(errors, initialValue == null || initialValue.signum() > 0, "initial_value", "Money is more than 0.");
        boolean cost = costRate == null || costRate.signum() >= 0 && costRate.compareTo(BigDecimal.ONE) < 0;
        range(errors, cost, "cost_rate", "The rate must be from 0, and below 1.");
        boolean decimals = quantityDecimals == null || quantityDecimals >= 0 && quantityDecimals <= MOST_DECIMALS;
        range(errors, decimals, "quantity_decimals", "There are 0 to " + MOST_DECIMALS + " decimals.");
        range(errors, within(confidence, LEAST_CONFIDENCE, MOST_CONFIDENCE), "confidence", "From 0.5 to 0.9999.");
        range(errors, within(periodsPerYear, 1, MOST_PERIODS), "periods_per_year", "From 1 to 366.");
        if (from != null && to != null) range(errors, !to.isBefore(from), "to", "The run ends before it begins.");
        Map<String, SortedMap<LocalDate, BigDecimal>> split = splits(errors, config);
        Strategy read = strategy == null ? null : new StrategyReader(strategy, config, errors).read();
        errors.throwIfAny();
        Setup setup = new Setup(
                baseCurrency,
                from,
                to,
                Objects.requireNonNullElse(initialValue, MONEY),
                Objects.requireNonNullElse(costRate, BigDecimal.ZERO),
                Objects.requireNonNullElse(quantityDecimals, DECIMALS),
                split,
                Boolean.TRUE.equals(believeJumps));
        Asked asked = new Asked(
                setup,
                read,
                confidence == null ? RiskInput.DEFAULT_CONFIDENCE : confidence.doubleValue(),
                periodsPerYear == null ? PERIODS : periodsPerYear.doubleValue());
        long days = ChronoUnit.DAYS.between(asked.first(), to);
        errors.require(days < config.maxDays(), "from", "TOO_MANY_DAYS", "At most " + config.maxDays() + " days.");
        errors.require(
                read.securities().size() <= config.maxSecurities(),
                "strategy",
                "TOO_MANY",
                "There may be " + config.maxSecurities() + " securities at most.");
        errors.throwIfAny();
        return asked;
    }

    private static boolean within(BigDecimal value, double least, double most) {
        return value == null || value.doubleValue() >= least && value.doubleValue() <= most;
    }

    private static void range(FieldErrors errors, boolean good, String field, String message) {
        errors.require(good, field, "OUT_OF_RANGE", message);
    }

    private Map<String, SortedMap<LocalDate, BigDecimal>> splits(FieldErrors errors, BacktestConfig config) {
        Map<String, SortedMap<LocalDate, BigDecimal>> all = new HashMap<>();
        if (splits == null) return all;
        Given.list(errors, "splits", splits, config.maxDates(), (each, i) -> {
            String at = "splits[" + i + "]";
            Given.required(errors, each.securityId(), at + ".security_id");
            Given.required(errors, each.date(), at + ".date");
            range(errors, each.ratio() != null && each.ratio().signum() > 0, at + ".ratio", "A ratio is more than 0.");
            if (each.securityId() == null || each.date() == null || each.ratio() == null) return;
            BigDecimal other = all.computeIfAbsent(each.securityId(), id -> new TreeMap<>())
                    .put(each.date(), each.ratio());
            errors.require(other == null, at + ".date", "DUPLICATE", "A security splits once a day.");
        });
        return all;
    }
}
