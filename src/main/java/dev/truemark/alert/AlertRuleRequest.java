package dev.truemark.alert;

import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;

/**
 * A rule as its owner wants it; what is absent has its usual value.
 *
 * @param name       for people; that of the kind unless given
 * @param direction  needed for VALUE; EITHER for PRICE_MOVE, and ABOVE for the others, unless given
 * @param threshold  in the unit in which the figure is answered: base currency for VALUE, a decimal such as 0.05 for
 *                   PRICE_MOVE, DRIFT, DRAWDOWN and VAR, seconds for STALE
 * @param rearm      how far behind the threshold the figure must come back before the rule fires again; 0 unless given
 * @param securityId needed for PRICE_MOVE; for STALE the only one that is looked at
 * @param varMethod  of VAR; HISTORICAL unless given
 * @param confidence of VAR, 0.5 to 0.9999; 0.95 unless given
 * @param horizon    of VAR, weekdays, 1 to 252; 1 unless given
 * @param webhookUrl where each event is posted to; nowhere unless given
 * @param enabled    true unless given
 */
record AlertRuleRequest(
        String name,
        AlertKind kind,
        Direction direction,
        BigDecimal threshold,
        BigDecimal rearm,
        String securityId,
        VarMethod varMethod,
        BigDecimal confidence,
        Integer horizon,
        String webhookUrl,
        Boolean enabled) {
    private static final int MOST_CHARS = 200;
    private static final int MOST_DIGITS = 18;
    private static final BigDecimal LEAST_CONFIDENCE = new BigDecimal("0.5");
    private static final BigDecimal MOST_CONFIDENCE = new BigDecimal("0.9999");
    private static final BigDecimal USUAL_CONFIDENCE = new BigDecimal("0.95");
    private static final int MOST_DAYS = 252;

    /** Notes everything that is wrong but the address of the webhook. */
    FieldErrors errors() {
        FieldErrors errors = new FieldErrors();
        errors.require(isText(name), "name", "NOT_A_NAME", "1 to 200 characters that can be seen.");
        errors.require(kind != null, "kind", "REQUIRED", "A kind is needed.");
        number(errors, "threshold", threshold);
        errors.require(threshold != null, "threshold", "REQUIRED", "A threshold is needed.");
        number(errors, "rearm", rearm);
        errors.require(rearm == null || rearm.signum() >= 0, "rearm", "NEGATIVE", "0 or more.");
        errors.require(isText(securityId), "security_id", "NOT_A_NAME", "1 to 200 characters that can be seen.");
        if (kind != null) ofKind(errors);
        return errors;
    }

    private void ofKind(FieldErrors errors) {
        boolean move = kind == AlertKind.PRICE_MOVE;
        errors.require(kind != AlertKind.VALUE || direction != null, "direction", "REQUIRED", "ABOVE or BELOW.");
        errors.require(
                direction == null || move || direction != Direction.EITHER,
                "direction",
                "NOT_OF_KIND",
                "ABOVE or BELOW.");
        errors.require(
                direction == null || !kind.isUnsigned() || direction == Direction.ABOVE,
                "direction",
                "NOT_OF_KIND",
                "ABOVE is the only one of this kind.");
        errors.require(!move || securityId != null, "security_id", "REQUIRED", "A security is needed.");
        errors.require(
                securityId == null || move || kind == AlertKind.STALE,
                "security_id",
                "NOT_OF_KIND",
                "Only PRICE_MOVE and STALE are about one security.");
        if (threshold != null) threshold(errors);
        risk(errors);
    }

    private void threshold(FieldErrors errors) {
        boolean size = kind.isUnsigned() || side() == Direction.EITHER;
        errors.require(!size || threshold.signum() > 0, "threshold", "NOT_POSITIVE", "More than 0.");
        errors.require(
                kind != AlertKind.DRAWDOWN || threshold.compareTo(BigDecimal.ONE) < 0,
                "threshold",
                "TOO_LARGE",
                "Less than 1, which is all there is.");
        errors.require(
                !size || rearm == null || rearm.compareTo(threshold) <= 0,
                "rearm",
                "TOO_LARGE",
                "Not more than the threshold, since the figure is never below 0.");
    }

    private void risk(FieldErrors errors) {
        boolean risk = kind == AlertKind.VAR;
        String only = "Only VAR has one.";
        errors.require(risk || varMethod == null, "var_method", "NOT_OF_KIND", only);
        errors.require(risk || confidence == null, "confidence", "NOT_OF_KIND", only);
        errors.require(risk || horizon == null, "horizon", "NOT_OF_KIND", only);
        errors.require(
                confidence == null
                        || confidence.compareTo(LEAST_CONFIDENCE) >= 0 && confidence.compareTo(MOST_CONFIDENCE) <= 0,
                "confidence",
                "OUT_OF_RANGE",
                "0.5 to 0.9999.");
        errors.require(horizon == null || horizon >= 1 && horizon <= MOST_DAYS, "horizon", "OUT_OF_RANGE", "1 to 252.");
    }

    /** Digits after the point are bounded by the reader. */
    private static void number(FieldErrors errors, String field, BigDecimal value) {
        errors.require(
                value == null || value.precision() - value.scale() <= MOST_DIGITS,
                field,
                "TOO_LONG",
                "18 digits before the point at most.");
    }

    private static boolean isText(String text) {
        return text == null
                || !text.isBlank()
                        && text.length() <= MOST_CHARS
                        && text.codePoints().noneMatch(Character::isISOControl);
    }

    private Direction side() {
        if (direction != null) return direction;
        return kind == AlertKind.PRICE_MOVE ? Direction.EITHER : Direction.ABOVE;
    }

    /** Writes what is wanted into {@code rule}; the id, the portfolio, the revision, the secret and the dates are not of it. */
    void writeTo(AlertRuleEntity rule) {
        boolean risk = kind == AlertKind.VAR;
        rule.name = name == null ? kind.name() : name;
        rule.kind = kind;
        rule.direction = side();
        rule.threshold = threshold;
        rule.rearm = rearm == null ? BigDecimal.ZERO : rearm;
        rule.securityId = securityId;
        rule.varMethod = risk && varMethod == null ? VarMethod.HISTORICAL : varMethod;
        rule.confidence = risk && confidence == null ? USUAL_CONFIDENCE : confidence;
        rule.horizon = risk && horizon == null ? Integer.valueOf(1) : horizon;
        rule.webhookUrl = webhookUrl;
        rule.enabled = enabled == null || enabled;
    }
}
