package dev.truemark.alert;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Alerts as rows. */
final class AlertRows {
    private AlertRows() {}

    static Alert of(Row row) {
        Alert.Rule rule = new Alert.Rule(
                row.getUUID("rule_id"),
                row.getInteger("rule_revision"),
                row.getString("rule_name"),
                AlertKind.valueOf(row.getString("kind")),
                Direction.valueOf(row.getString("direction")),
                row.getBigDecimal("threshold"),
                row.getString("security_id"));
        Alert.At figure = new Alert.At(
                row.getBigDecimal("value"),
                row.getString("reason"),
                row.getLocalDate("as_of"),
                instant(row, "known_at"),
                row.getString("basis"),
                row.getString("state_hash"));
        return new Alert(
                row.getUUID("id"),
                rule,
                figure,
                instant(row, "fired_at"),
                row.getLong("fired_seq"),
                resolved(row),
                instant(row, "acknowledged_at"));
    }

    private static Optional<Alert.Resolved> resolved(Row row) {
        Instant at = instant(row, "resolved_at");
        if (at == null) return Optional.empty();
        return Optional.of(new Alert.Resolved(
                at,
                row.getLong("resolved_seq"),
                row.getBigDecimal("resolved_value"),
                Alert.Resolution.valueOf(row.getString("resolution"))));
    }

    static Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
