package dev.truemark.alert;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An alert on the wire; the rule and the figure are as they were when it fired.
 *
 * @param value         null where the rule is about a price that is missing; {@code reason} says so
 * @param basis         {@code GET …/valuation?basis=} answers the same state; null where {@code as_of} and {@code known_at}
 *                      repeat the figure
 * @param firedSeq      place among the events of the portfolio, as on the socket
 * @param resolution    RETURNED: the figure came back. RULE_CHANGED, RULE_REMOVED: it is no longer looked at
 * @param webhooks      what the webhook of the rule was told, or is to be told
 */
record AlertView(
        UUID id,
        UUID ruleId,
        int ruleRevision,
        String ruleName,
        AlertKind kind,
        Direction direction,
        BigDecimal threshold,
        String securityId,
        Alert.State state,
        BigDecimal value,
        String reason,
        LocalDate asOf,
        Instant knownAt,
        String basis,
        String stateHash,
        Instant firedAt,
        long firedSeq,
        Instant resolvedAt,
        Long resolvedSeq,
        BigDecimal resolvedValue,
        Alert.Resolution resolution,
        Instant acknowledgedAt,
        List<WebhookView> webhooks) {

    /**
     * A delivery.
     *
     * @param id            the same in every attempt, as {@code Idempotency-Key}
     * @param nextAttemptAt not before; null where there is none any more
     */
    record WebhookView(
            UUID id,
            Alert.Event event,
            Delivery.State state,
            int attempts,
            Instant nextAttemptAt,
            Integer lastStatus,
            String lastError,
            Instant deliveredAt) {}

    static AlertView of(Alert alert, List<WebhookView> webhooks) {
        Alert.Rule rule = alert.rule();
        Alert.At figure = alert.figure();
        Alert.Resolved end = alert.resolved().orElse(null);
        return new AlertView(
                alert.id(),
                rule.id(),
                rule.revision(),
                rule.name(),
                rule.kind(),
                rule.direction(),
                rule.threshold(),
                rule.securityId(),
                alert.state(),
                figure.value(),
                figure.reason(),
                figure.asOf(),
                figure.knownAt(),
                figure.basis(),
                figure.stateHash(),
                alert.firedAt(),
                alert.firedSeq(),
                end == null ? null : end.at(),
                end == null ? null : end.seq(),
                end == null ? null : end.value(),
                end == null ? null : end.why(),
                alert.acknowledgedAt(),
                webhooks);
    }
}
