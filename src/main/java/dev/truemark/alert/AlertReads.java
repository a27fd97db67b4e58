package dev.truemark.alert;

import dev.truemark.alert.AlertView.WebhookView;
import dev.truemark.platform.persistence.Columns;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What fired, as it is kept. */
@ApplicationScoped
class AlertReads {
    private static final String LIST = """
            SELECT * FROM alert WHERE portfolio = $1 AND fired_at <= $2
                AND ($3::uuid IS NULL OR rule_id = $3) AND ($4::boolean IS NULL OR (resolved_at IS NULL) = $4)
            ORDER BY fired_seq DESC LIMIT $5 OFFSET $6""";
    private static final String WEBHOOKS = "SELECT * FROM alert_webhook WHERE alert_id = ANY($1) ORDER BY seq";
    private static final String ACKNOWLEDGE = """
            UPDATE alert SET acknowledged_at = coalesce(acknowledged_at, now()) WHERE portfolio = $1 AND id = $2
            RETURNING *""";

    private final Pool pool;

    AlertReads(Pool pool) {
        this.pool = pool;
    }

    /** @param until none that fired later, so that the pages of a list fit together */
    record Wanted(UUID portfolio, Optional<UUID> rule, Optional<Alert.State> state, Instant until) {}

    /** The newest first. */
    Uni<Page<AlertView>> list(Wanted wanted, PageRequest page) {
        Tuple parameters = Tuple.tuple()
                .addUUID(wanted.portfolio())
                .addOffsetDateTime(Columns.atUtc(wanted.until()))
                .addUUID(wanted.rule().orElse(null))
                .addBoolean(
                        wanted.state().map(state -> state == Alert.State.OPEN).orElse(null))
                .addLong((long) page.limit() + 1)
                .addLong((long) page.offset());
        return pool.preparedQuery(LIST)
                .execute(parameters)
                .map(rows -> {
                    List<Alert> all = new ArrayList<>(rows.size());
                    for (Row row : rows) all.add(AlertRows.of(row));
                    return Page.ofOneMore(all, page);
                })
                .chain(found -> webhooks(found.items()).map(told -> found.map(each -> view(each, told))));
    }

    /** Notes that the owner has seen it, the first time; empty where there is none. */
    Uni<Optional<AlertView>> acknowledge(UUID portfolio, UUID id) {
        return pool.preparedQuery(ACKNOWLEDGE).execute(Tuple.of(portfolio, id)).chain(rows -> {
            for (Row row : rows) {
                Alert alert = AlertRows.of(row);
                return webhooks(List.of(alert)).map(told -> Optional.of(view(alert, told)));
            }
            return Uni.createFrom().item(Optional.empty());
        });
    }

    private static AlertView view(Alert alert, Map<UUID, List<WebhookView>> told) {
        return AlertView.of(alert, told.getOrDefault(alert.id(), List.of()));
    }

    private Uni<Map<UUID, List<WebhookView>>> webhooks(List<Alert> alerts) {
        if (alerts.isEmpty()) return Uni.createFrom().item(Map.of());
        return pool.preparedQuery(WEBHOOKS)
                .execute(Tuple.of(alerts.stream().map(Alert::id).toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, List<WebhookView>> byAlert = new HashMap<>();
                    for (Row row : rows) {
                        byAlert.computeIfAbsent(row.getUUID("alert_id"), id -> new ArrayList<>())
                                .add(webhook(row));
                    }
                    return byAlert;
                });
    }

    private static WebhookView webhook(Row row) {
        Delivery.State state = Delivery.State.valueOf(row.getString("state"));
        return new WebhookView(
                row.getUUID("id"),
                Alert.Event.valueOf(row.getString("event")),
                state,
                row.getInteger("attempts"),
                state == Delivery.State.PENDING ? AlertRows.instant(row, "next_attempt_at") : null,
                row.getInteger("last_status"),
                row.getString("last_error"),
                AlertRows.instant(row, "delivered_at"));
    }
}
