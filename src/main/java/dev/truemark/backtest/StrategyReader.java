package dev.truemark.backtest;

import dev.truemark.backtest.BacktestRequest.StrategyFields;
import dev.truemark.backtest.BacktestRequest.Type;
import dev.truemark.backtest.BacktestRequest.WeightFields;
import dev.truemark.core.backtest.Strategy;
import dev.truemark.performance.Given;
import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a strategy: each type takes its own fields and no others. */
record StrategyReader(StrategyFields given, BacktestConfig config, FieldErrors errors) {
    private static final String AT = "strategy.";
    private static final int MOST_DAYS = 3660;

    /** Null where errors were found. */
    Strategy read() {
        Given.required(errors, given.type(), AT + "type");
        if (given.type() == null) return null;
        Type type = given.type();
        boolean momentum = type == Type.MOMENTUM;
        boolean schedule = type == Type.SCHEDULE;
        takes(given.weights(), !momentum && !schedule, "weights");
        takes(given.every(), momentum || type == Type.CONSTANT_MIX, "every");
        takes(given.band(), type == Type.BANDS, "band");
        takes(given.universe(), momentum, "universe");
        takes(given.days(), momentum, "days");
        takes(given.top(), momentum, "top");
        takes(given.schedule(), schedule, "schedule");
        return switch (type) {
            case BUY_AND_HOLD -> new Strategy.BuyAndHold(weights(given.weights(), AT + "weights"));
            case CONSTANT_MIX -> new Strategy.ConstantMix(weights(given.weights(), AT + "weights"), given.every());
            case BANDS -> bands();
            case MOMENTUM -> momentum();
            case SCHEDULE -> schedule();
        };
    }

    private void takes(Object value, boolean needed, String field) {
        if (needed) Given.required(errors, value, AT + field);
        else errors.require(value == null, AT + field, "UNEXPECTED", given.type() + " has no such field.");
    }

    private Strategy bands() {
        SortedMap<String, BigDecimal> weights = weights(given.weights(), AT + "weights");
        boolean good = given.band() == null
                || given.band().signum() > 0 && given.band().compareTo(BigDecimal.ONE) < 0;
        errors.require(good, AT + "band", "OUT_OF_RANGE", "A band is above 0 and below 1.");
        return new Strategy.Bands(weights, given.band());
    }

    private Strategy momentum() {
        List<String> universe = given.universe() == null ? List.of() : given.universe();
        Given.list(errors, AT + "universe", universe, config.maxSecurities(), (each, i) -> {});
        boolean someDays = given.days() == null || given.days() >= 1 && given.days() <= MOST_DAYS;
        errors.require(someDays, AT + "days", "OUT_OF_RANGE", "There are 1 to " + MOST_DAYS + " days.");
        boolean some = given.top() == null || given.top() >= 1 && given.top() <= Math.max(1, universe.size());
        errors.require(some, AT + "top", "OUT_OF_RANGE", "From 1 to the number of securities.");
        errors.require(given.universe() == null || !universe.isEmpty(), AT + "universe", "REQUIRED", "Name some.");
        errors.throwIfAny();
        return new Strategy.Momentum(universe, given.days(), given.top(), given.every());
    }

    private Strategy schedule() {
        TreeMap<LocalDate, SortedMap<String, BigDecimal>> all = new TreeMap<>();
        if (given.schedule() == null) return null;
        Given.list(errors, AT + "schedule", given.schedule(), config.maxDates(), (each, i) -> {
            String at = AT + "schedule[" + i + "]";
            Given.required(errors, each.date(), at + ".date");
            SortedMap<String, BigDecimal> weights = weights(each.weights(), at + ".weights");
            if (each.date() == null) return;
            errors.require(all.put(each.date(), weights) == null, at + ".date", "DUPLICATE", "A date counts once.");
        });
        errors.require(!given.schedule().isEmpty(), AT + "schedule", "REQUIRED", "At least one date is needed.");
        errors.throwIfAny();
        return new Strategy.Scheduled(all);
    }

    /** From 0 to 1 each, and together. */
    private SortedMap<String, BigDecimal> weights(List<WeightFields> fields, String at) {
        SortedMap<String, BigDecimal> weights = new TreeMap<>();
        if (fields == null) {
            Given.required(errors, null, at);
            return weights;
        }
        Given.list(errors, at, fields, config.maxSecurities(), (each, i) -> {
            String field = at + "[" + i + "]";
            Given.required(errors, each.securityId(), field + ".security_id");
            Given.required(errors, each.weight(), field + ".weight");
            if (each.securityId() == null || each.weight() == null) return;
            errors.require(each.weight().signum() >= 0, field + ".weight", "OUT_OF_RANGE", "A weight is 0 or more.");
            boolean first = weights.put(each.securityId(), each.weight()) == null;
            errors.require(first, field + ".security_id", "DUPLICATE", "A security has one weight.");
        });
        BigDecimal sum = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        errors.require(sum.compareTo(BigDecimal.ONE) <= 0, at, "OUT_OF_RANGE", "Weights sum to 1 at most.");
        return weights;
    }
}
