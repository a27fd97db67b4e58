package dev.truemark.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What webhooks are still to be told, shared by all instances: who raises the number of attempts sends, until his lease is
 * over. Of one rule the earlier event goes first.
 */
@ApplicationScoped
class Deliveries {
    private static final String CLAIM = """
            WITH due AS (
                SELECT h.id FROM alert_webhook h
                WHERE h.state = 'PENDING' AND h.next_attempt_at <= clock_timestamp() AND NOT EXISTS (
                    SELECT FROM alert_webhook e WHERE e.rule_id = h.rule_id AND e.state = 'PENDING' AND e.seq < h.seq)
                ORDER BY h.next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED)
            UPDATE alert_webhook h
            SET attempts = h.attempts + 1, next_attempt_at = clock_timestamp() + make_interval(secs => $2)
            FROM due JOIN alert_webhook w ON w.id = due.id JOIN alert a ON a.id = w.alert_id
                JOIN portfolio p ON p.id = a.portfolio LEFT JOIN alert_rule r ON r.id = a.rule_id
            WHERE h.id = due.id
            RETURNING h.id AS delivery_id, h.attempts, h.event, a.*, p.portfolio_id, r.webhook_url, r.webhook_secret""";
    private static final String END = """
            UPDATE alert_webhook SET state = $3, next_attempt_at = clock_timestamp() + make_interval(secs => $4),
                last_status = $5, last_error = $6, delivered_at = CASE WHEN $3 = 'DELIVERED' THEN clock_timestamp() END
            WHERE id = $1 AND attempts = $2 AND state = 'PENDING'""";

    private final Pool pool;

    Deliveries(Pool pool) {
        this.pool = pool;
    }

    /** Those that are due, at most {@code most}, which are ours for as long as the lease. */
    Uni<List<Delivery>> claim(int most, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(most, Watches.seconds(lease)))
                .map(rows -> {
                    List<Delivery> claimed = new ArrayList<>(rows.size());
                    for (Row row : rows) claimed.add(of(row));
                    return claimed;
                });
    }

    private static Delivery of(Row row) {
        Alert.Event event = Alert.Event.valueOf(row.getString("event"));
        AlertEvent told =
                AlertEvent.of(row.getString("portfolio_id"), row.getUUID("portfolio"), AlertRows.of(row), event);
        Optional<Delivery.Receiver> receiver = Optional.ofNullable(row.getString("webhook_url"))
                .map(url -> new Delivery.Receiver(url, row.getString("webhook_secret")));
        return new Delivery(row.getUUID("delivery_id"), row.getInteger("attempts"), told, receiver);
    }

    /** It is told, or never will be. */
    Uni<Void> end(Delivery delivery, Delivery.State state, Attempt attempt) {
        return update(delivery, state, Duration.ZERO, attempt);
    }

    /** It is tried again after {@code wait}. */
    Uni<Void> postpone(Delivery delivery, Duration wait, Attempt attempt) {
        return update(delivery, Delivery.State.PENDING, wait, attempt);
    }

    private Uni<Void> update(Delivery delivery, Delivery.State state, Duration wait, Attempt attempt) {
        Tuple row = Tuple.tuple()
                .addUUID(delivery.id())
                .addInteger(delivery.attempt())
                .addString(state.name())
                .addDouble(Watches.seconds(wait))
                .addInteger(
                        attempt.status().isPresent()
                                ? Integer.valueOf(attempt.status().getAsInt())
                                : null)
                .addString(attempt.error().orElse(null));
        return pool.preparedQuery(END).execute(row).replaceWithVoid();
    }
}
