package dev.truemark.alert;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What the owner is told, by socket and by webhook, in the same words; it never changes.
 *
 * @param portfolioId the owner's own id
 * @param seq         place among the events of the portfolio, from 1 on and without gaps
 * @param value       at the event; null where a price is missing, or the rule was changed or removed
 * @param reason      why there is no value when it fired
 * @param resolution  of RESOLVED
 * @param at          when it happened
 */
record AlertEvent(
        String portfolioId,
        UUID id,
        long seq,
        Alert.Event event,
        UUID alertId,
        UUID ruleId,
        String ruleName,
        AlertKind kind,
        Direction direction,
        BigDecimal threshold,
        String securityId,
        BigDecimal value,
        String reason,
        LocalDate asOf,
        Instant knownAt,
        String basis,
        String stateHash,
        Alert.Resolution resolution,
        Instant at) {

    static AlertEvent of(String portfolioId, UUID portfolio, Alert alert, Alert.Event event) {
        Alert.Rule rule = alert.rule();
        Alert.At figure = alert.figure();
        boolean fired = event == Alert.Event.FIRED;
        Alert.Resolved end = alert.resolved().orElse(null);
        if (!fired && end == null) throw new IllegalArgumentException("still open: " + alert.id());
        return new AlertEvent(
                portfolioId,
                portfolio,
                fired ? alert.firedSeq() : end.seq(),
                event,
                alert.id(),
                rule.id(),
                rule.name(),
                rule.kind(),
                rule.direction(),
                rule.threshold(),
                rule.securityId(),
                fired ? figure.value() : end.value(),
                fired ? figure.reason() : null,
                figure.asOf(),
                figure.knownAt(),
                figure.basis(),
                figure.stateHash(),
                fired ? null : end.why(),
                fired ? alert.firedAt() : end.at());
    }
}
