package dev.truemark.rebalance;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.truemark.core.rebalance.Rules;
import dev.truemark.core.rebalance.SaleLots.Tax;
import dev.truemark.performance.Given;
import dev.truemark.platform.json.StatisticReader;
import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be traded, and how. Amounts are in base currency.
 *
 * @param targets          those in force unless given
 * @param cashFlow         cash that is put in before, or, negative, taken out
 * @param minimumCash      0 unless given
 * @param maximumTurnover  of traded value over twice the total
 * @param quantityStep     units are traded in multiples of it; 1 unless given
 * @param onlyOutsideBands true unless given, where targets have bands and no cash is put in or taken out
 * @param lots             METHOD unless given: which lots a sale takes
 */
record RebalanceRequest(
        TargetsGiven targets,
        BigDecimal cashFlow,
        BigDecimal minimumCash,
        BigDecimal minimumTrade,
        @JsonDeserialize(using = StatisticReader.class) BigDecimal maximumTurnover,
        BigDecimal feePerTrade,
        @JsonDeserialize(using = StatisticReader.class) BigDecimal feeRate,
        BigDecimal quantityStep,
        List<StepGiven> quantitySteps,
        List<String> noSell,
        List<String> noBuy,
        Boolean onlyOutsideBands,
        Boolean cashFirst,
        LotOrder lots,
        TaxGiven tax) {
    /** Nothing but the usual. */
    static final RebalanceRequest NONE = new RebalanceRequest(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static final int MOST_LONG_TERM_DAYS = 36_500;
    private static final int USUAL_LONG_TERM_DAYS = 365;

    /** How lots are chosen. */
    enum LotOrder {
        /** By the cost method of the portfolio. */
        METHOD,
        /** Those with the least tax first. */
        TAX
    }

    record StepGiven(String securityId, BigDecimal step) {}

    /** @param longTermDays 365 unless given */
    record TaxGiven(
            @JsonDeserialize(using = StatisticReader.class) BigDecimal shortTermRate,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal longTermRate,
            Integer longTermDays) {}

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming all that is wrong */
    RebalanceRequest checked(RebalanceConfig config) {
        FieldErrors errors = new FieldErrors();
        check(errors, config);
        errors.throwIfAny();
        return this;
    }

    void check(FieldErrors errors, RebalanceConfig config) {
        if (targets != null) targets.check(errors, "targets.", config.maxTargets());
        notNegative(errors, minimumCash, "minimum_cash");
        notNegative(errors, minimumTrade, "minimum_trade");
        notNegative(errors, feePerTrade, "fee_per_trade");
        fraction(errors, maximumTurnover, "maximum_turnover");
        fraction(errors, feeRate, "fee_rate");
        positive(errors, quantityStep, "quantity_step");
        steps(errors, config.maxPositions());
        names(errors, noSell, "no_sell", config.maxPositions());
        names(errors, noBuy, "no_buy", config.maxPositions());
        tax(errors);
    }

    private void steps(FieldErrors errors, int most) {
        if (quantitySteps == null) return;
        Set<String> names = new HashSet<>();
        Given.list(errors, "quantity_steps", quantitySteps, most, (each, i) -> {
            String at = "quantity_steps[" + i + "]";
            Given.required(errors, each.securityId(), at + ".security_id");
            Given.required(errors, each.step(), at + ".step");
            positive(errors, each.step(), at + ".step");
            boolean first = each.securityId() == null || names.add(each.securityId());
            errors.require(first, at + ".security_id", "DUPLICATE", "It is given twice.");
        });
    }

    private void tax(FieldErrors errors) {
        errors.require(
                (lots == LotOrder.TAX) == (tax != null),
                "tax",
                "NOT_TOGETHER",
                "Give tax with lots TAX, and only then.");
        if (tax == null) return;
        Given.required(errors, tax.shortTermRate(), "tax.short_term_rate");
        Given.required(errors, tax.longTermRate(), "tax.long_term_rate");
        fraction(errors, tax.shortTermRate(), "tax.short_term_rate");
        fraction(errors, tax.longTermRate(), "tax.long_term_rate");
        Integer days = tax.longTermDays();
        errors.require(
                days == null || days >= 0 && days <= MOST_LONG_TERM_DAYS,
                "tax.long_term_days",
                "OUT_OF_RANGE",
                "From 0 to " + MOST_LONG_TERM_DAYS + ".");
    }

    private static void names(FieldErrors errors, List<String> names, String field, int most) {
        if (names != null) Given.list(errors, field, names, most, (each, i) -> {});
    }

    private static void notNegative(FieldErrors errors, BigDecimal value, String field) {
        errors.require(value == null || value.signum() >= 0, field, "NEGATIVE", "It may not be negative.");
    }

    private static void positive(FieldErrors errors, BigDecimal value, String field) {
        errors.require(value == null || value.signum() > 0, field, "NOT_POSITIVE", "It must be more than zero.");
    }

    private static void fraction(FieldErrors errors, BigDecimal value, String field) {
        boolean within = value == null || value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0;
        errors.require(within, field, "OUT_OF_RANGE", "From 0 to 1.");
    }

    /** @param balance of cash now */
    Rules rules(BigDecimal balance, TargetsGiven targets) {
        boolean bands = onlyOutsideBands == null
                ? targets.hasBands() && orZero(cashFlow).signum() == 0
                : onlyOutsideBands;
        return new Rules(
                balance.add(orZero(cashFlow)),
                orZero(minimumCash),
                orZero(minimumTrade),
                Optional.ofNullable(maximumTurnover),
                orZero(feePerTrade),
                orZero(feeRate),
                bands,
                Boolean.TRUE.equals(cashFirst));
    }

    BigDecimal stepOf(String securityId) {
        Map<String, BigDecimal> own = new HashMap<>();
        if (quantitySteps != null) quantitySteps.forEach(each -> own.put(each.securityId(), each.step()));
        return own.getOrDefault(securityId, quantityStep == null ? BigDecimal.ONE : quantityStep);
    }

    boolean maySell(String securityId) {
        return noSell == null || !noSell.contains(securityId);
    }

    boolean mayBuy(String securityId) {
        return noBuy == null || !noBuy.contains(securityId);
    }

    Optional<Tax> taxed() {
        return Optional.ofNullable(tax)
                .map(told -> new Tax(
                        told.shortTermRate(),
                        told.longTermRate(),
                        told.longTermDays() == null ? USUAL_LONG_TERM_DAYS : told.longTermDays()));
    }

    private static BigDecimal orZero(BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }
}
