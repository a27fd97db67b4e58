package dev.truemark.alert;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A rule on the wire.
 *
 * @param revision      grows with every change of when it fires
 * @param webhookSecret key of the signature; told in the answer that made it, and null ever after
 */
record AlertRuleView(
        UUID id,
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
        String webhookSecret,
        boolean enabled,
        int revision,
        Instant createdAt,
        Instant updatedAt) {

    /** @param secret where it was just made; null otherwise */
    static AlertRuleView of(AlertRuleEntity rule, String secret) {
        return new AlertRuleView(
                rule.id,
                rule.name,
                rule.kind,
                rule.direction,
                rule.threshold,
                rule.rearm,
                rule.securityId,
                rule.varMethod,
                rule.confidence,
                rule.horizon,
                rule.webhookUrl,
                secret,
                rule.enabled,
                rule.revision,
                rule.createdAt,
                rule.updatedAt);
    }
}
