package dev.truemark.portfolio;

import dev.truemark.core.ledger.Policy;
import dev.truemark.platform.problem.FieldErrors;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;

/**
 * What a caller says of a portfolio; an absent field takes its default in a new one, and stays as it is in an old one.
 *
 * @param portfolioId   1 to 128 characters without control characters; the service's own id unless given
 * @param name          the {@code portfolio_id} unless given
 * @param baseCurrency  ISO 4217 code; required in a new portfolio
 * @param timeZone      IANA name, UTC unless given; says when a day is over
 */
record PortfolioFields(
        String portfolioId,
        String name,
        String description,
        String baseCurrency,
        String timeZone,
        LocalDate openDate,
        LocalDate closeDate,
        String riskHorizon,
        Policy.CostMethod costMethod,
        Policy.Oversell oversell,
        Policy.DividendTreatment dividendTreatment,
        Policy.CashTracking cashTracking,
        Boolean feesInCost,
        String benchmarkId) {
    private static final int MAX_ID = 128;
    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 2000;

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming every field that cannot be */
    void checkNew() {
        FieldErrors errors = check();
        errors.require(baseCurrency != null, "base_currency", "REQUIRED", "A portfolio needs a base currency.");
        errors.throwIfAny();
    }

    /** @param pathId of the portfolio being changed */
    void checkChange(String pathId) {
        FieldErrors errors = check();
        errors.require(
                portfolioId == null || portfolioId.equals(pathId),
                "portfolio_id",
                "FIXED",
                "A portfolio keeps its id.");
        errors.throwIfAny();
    }

    private FieldErrors check() {
        FieldErrors errors = new FieldErrors();
        text(errors, "portfolio_id", portfolioId, MAX_ID);
        text(errors, "name", name, MAX_NAME);
        errors.require(
                description == null || description.length() <= MAX_DESCRIPTION && description.indexOf('\0') < 0,
                "description",
                "INVALID",
                "At most " + MAX_DESCRIPTION + " characters, none of them NUL.");
        text(errors, "risk_horizon", riskHorizon, MAX_ID);
        text(errors, "benchmark_id", benchmarkId, MAX_ID);
        errors.require(
                baseCurrency == null || isCurrency(baseCurrency),
                "base_currency",
                "UNKNOWN_CURRENCY",
                "The currency must be an ISO 4217 code such as USD.");
        errors.require(
                timeZone == null || isZone(timeZone), "time_zone", "UNKNOWN_ZONE", "The zone must be an IANA name.");
        errors.require(
                openDate == null || closeDate == null || !closeDate.isBefore(openDate),
                "close_date",
                "BEFORE_OPEN_DATE",
                "A portfolio closes after it opens.");
        return errors;
    }

    private static void text(FieldErrors errors, String field, String value, int most) {
        if (value == null) return;
        boolean fits =
                !value.isBlank() && value.length() <= most && value.chars().noneMatch(Character::isISOControl);
        errors.require(fits, field, "INVALID", "1 to " + most + " characters, no control characters.");
    }

    private static boolean isCurrency(String code) {
        try {
            return code.equals(Currency.getInstance(code).getCurrencyCode());
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    private static boolean isZone(String name) {
        try {
            return name.equals(ZoneId.of(name).getId());
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    /** How a new portfolio is booked. */
    Policy policy() {
        return policyOn(Policy.DEFAULT);
    }

    /** {@code standing} with what is told here. */
    Policy policyOn(Policy standing) {
        return new Policy(
                costMethod == null ? standing.costMethod() : costMethod,
                oversell == null ? standing.oversell() : oversell,
                dividendTreatment == null ? standing.dividendTreatment() : dividendTreatment,
                cashTracking == null ? standing.cashTracking() : cashTracking,
                feesInCost == null ? standing.feesInCost() : feesInCost);
    }
}
