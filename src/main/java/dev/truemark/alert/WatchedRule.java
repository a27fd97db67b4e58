package dev.truemark.alert;

import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * A rule as it is looked at.
 *
 * @param horizon weekdays, of VAR
 * @param open    its open alert
 */
record WatchedRule(
        Alert.Rule rule,
        Trigger trigger,
        Optional<VarMethod> varMethod,
        BigDecimal confidence,
        Integer horizon,
        boolean hasWebhook,
        boolean enabled,
        Optional<Open> open) {

    /** An alert that has not come back. */
    record Open(UUID alertId, int revision) {}

    UUID id() {
        return rule.id();
    }

    AlertKind kind() {
        return rule.kind();
    }

    /** Whether its open alert is of the rule as it is now. */
    boolean isFired() {
        return open.filter(each -> each.revision() == rule.revision()).isPresent();
    }

    static WatchedRule of(Row row, Optional<Open> open) {
        Direction direction = Direction.valueOf(row.getString("direction"));
        return new WatchedRule(
                new Alert.Rule(
                        row.getUUID("id"),
                        row.getInteger("revision"),
                        row.getString("name"),
                        AlertKind.valueOf(row.getString("kind")),
                        direction,
                        row.getBigDecimal("threshold"),
                        row.getString("security_id")),
                new Trigger(direction, row.getBigDecimal("threshold"), row.getBigDecimal("rearm")),
                Optional.ofNullable(row.getString("var_method")).map(VarMethod::valueOf),
                row.getBigDecimal("confidence"),
                row.getInteger("horizon"),
                row.getString("webhook_url") != null,
                row.getBoolean("enabled"),
                open);
    }
}
