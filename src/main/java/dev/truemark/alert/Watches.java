package dev.truemark.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Whose turn it is to look at the rules of a portfolio: the instance that raises the claim of its row, until its lease is
 * over. All times are of the database's clock.
 */
@ApplicationScoped
class Watches {
    private static final String ENSURE = """
            INSERT INTO alert_watch (portfolio, changed_at)
            SELECT DISTINCT r.portfolio, clock_timestamp() FROM alert_rule r
            WHERE NOT EXISTS (SELECT FROM alert_watch w WHERE w.portfolio = r.portfolio) ORDER BY 1
            ON CONFLICT DO NOTHING""";
    private static final String WAKE = """
            INSERT INTO alert_watch AS w (portfolio, changed_at) VALUES ($1, clock_timestamp())
            ON CONFLICT (portfolio) DO UPDATE SET changed_at = clock_timestamp(), history_at = NULL""";
    /** In an order that is the same for all, so that no two instances lock rows crosswise. */
    private static final String MARK = """
            UPDATE alert_watch w SET changed_at = clock_timestamp() FROM (
                SELECT m.portfolio FROM alert_watch m JOIN portfolio p ON p.id = m.portfolio
                WHERE (m.lease_until IS NOT NULL OR m.changed_at <= m.looked_at) AND ($3 OR EXISTS (
                    SELECT FROM position x WHERE x.portfolio_key = p.key AND x.quantity <> 0
                        AND (x.security_id = ANY($1) OR $2 AND x.currency <> p.base_currency)) OR $2 AND EXISTS (
                    SELECT FROM cash_balance c WHERE c.portfolio_key = p.key AND c.currency <> p.base_currency))
                ORDER BY m.portfolio FOR UPDATE OF m) changed
            WHERE w.portfolio = changed.portfolio""";
    /** $1 every, $2 sweep, $3 history, $4 lease: seconds; $5 most. */
    private static final String CLAIM = """
            WITH due AS (
                SELECT w.portfolio FROM alert_watch w JOIN portfolio p ON p.id = w.portfolio
                WHERE p.deleted_at IS NULL
                    AND (w.lease_until IS NULL OR w.lease_until < clock_timestamp())
                    AND (w.looked_at IS NULL OR w.looked_at <= clock_timestamp() - make_interval(secs => $1)
                        AND (w.changed_at > w.looked_at OR w.version IS DISTINCT FROM p.version
                            OR w.looked_at <= clock_timestamp() - make_interval(secs => $2)))
                    AND (EXISTS (SELECT FROM alert_rule r WHERE r.portfolio = w.portfolio AND r.enabled)
                        OR EXISTS (SELECT FROM alert a WHERE a.portfolio = w.portfolio AND a.resolved_at IS NULL))
                ORDER BY w.looked_at NULLS FIRST LIMIT $5 FOR UPDATE OF w SKIP LOCKED)
            UPDATE alert_watch w
            SET claim = w.claim + 1, lease_until = clock_timestamp() + make_interval(secs => $4)
            FROM due JOIN portfolio p ON p.id = due.portfolio WHERE w.portfolio = due.portfolio
            RETURNING w.portfolio, w.claim, clock_timestamp() AS begun, p.owner_id, p.portfolio_id,
                w.history_at IS NULL OR w.history_at <= clock_timestamp() - make_interval(secs => $3)
                    AND (w.changed_at > w.history_at OR w.version IS DISTINCT FROM p.version
                        OR w.history_at <= clock_timestamp() - 10 * make_interval(secs => $3)) AS history""";

    private static final double NANOS_PER_SECOND = 1e9;

    private final Pool pool;
    private final AlertConfig config;

    Watches(Pool pool, AlertConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /**
     * A portfolio that is ours to look at.
     *
     * @param claim   what is found is kept only while it is still the newest
     * @param begun   what changes after it is looked at again
     * @param history whether figures that rest on every day are due too
     */
    record Claim(UUID portfolio, String portfolioId, UUID owner, long claim, OffsetDateTime begun, boolean history) {}

    /** A row for every portfolio with rules. */
    Uni<Void> ensure() {
        return pool.query(ENSURE).execute().replaceWithVoid();
    }

    /** The rules of the portfolio changed. Never fails: what is not noted is found by the sweep. */
    Uni<Void> wake(UUID portfolio) {
        return pool.preparedQuery(WAKE)
                .execute(Tuple.of(portfolio))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    /** Prices and rates changed. */
    Uni<Void> mark(Ticked.Seen seen) {
        if (seen.isNothing()) return Uni.createFrom().voidItem();
        return pool.preparedQuery(MARK)
                .execute(Tuple.of(seen.securities().toArray(String[]::new), seen.rates(), seen.everything()))
                .replaceWithVoid();
    }

    /** Those that are due and that nobody looks at. */
    Uni<List<Claim>> claim() {
        Tuple parameters = Tuple.of(
                seconds(config.every()),
                seconds(config.sweep()),
                seconds(config.historyEvery()),
                seconds(config.lease()),
                config.batch());
        return pool.preparedQuery(CLAIM).execute(parameters).map(rows -> {
            List<Claim> claims = new ArrayList<>(rows.size());
            for (Row row : rows) {
                claims.add(new Claim(
                        row.getUUID("portfolio"),
                        row.getString("portfolio_id"),
                        row.getUUID("owner_id"),
                        row.getLong("claim"),
                        row.getOffsetDateTime("begun"),
                        row.getBoolean("history")));
            }
            return claims;
        });
    }

    static Double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }
}
