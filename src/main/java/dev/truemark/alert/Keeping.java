package dev.truemark.alert;

import dev.truemark.alert.Alert.Event;
import dev.truemark.alert.Alert.Resolution;
import dev.truemark.alert.WatchedRule.Open;
import dev.truemark.alert.Watches.Claim;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps what a look found: alerts, how they ended, what webhooks are to be told, and that it was looked, in one transaction. */
@ApplicationScoped
class Keeping {
    private static final String LOCK =
            "SELECT last_seq FROM alert_watch WHERE portfolio = $1 AND claim = $2 FOR UPDATE";
    /** Rules that are still what was looked at, and stay so until all is kept. */
    private static final String SAME = """
            SELECT r.id FROM alert_rule r JOIN unnest($1::uuid[], $2::int[]) AS v(id, revision)
                ON v.id = r.id AND v.revision = r.revision ORDER BY r.id FOR SHARE OF r""";

    private static final String CLOSE = """
            UPDATE alert a SET resolved_at = clock_timestamp(), resolved_seq = c.seq, resolved_value = c.value::numeric,
                resolution = c.why
            FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[]) AS c(id, seq, value, why)
            WHERE a.id = c.id AND a.resolved_at IS NULL""";
    private static final String FIRE = """
            INSERT INTO alert (id, portfolio, rule_id, rule_revision, rule_name, kind, direction, threshold, security_id,
                value, reason, as_of, known_at, basis, state_hash, fired_at, fired_seq)
            SELECT f.id, $1, r.id, r.revision, r.name, r.kind, r.direction, r.threshold, r.security_id,
                f.value::numeric, f.reason, $8, $9, f.basis, $10, clock_timestamp(), f.seq
            FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::text[])
                AS f(id, rule_id, seq, value, reason, basis)
            JOIN alert_rule r ON r.id = f.rule_id""";
    private static final String TELL = """
            INSERT INTO alert_webhook (id, portfolio, seq, alert_id, rule_id, event, state, next_attempt_at)
            SELECT gen_random_uuid(), $1, t.seq, t.alert_id, r.id, t.event, 'PENDING', clock_timestamp()
            FROM unnest($2::bigint[], $3::uuid[], $4::uuid[], $5::text[]) AS t(seq, alert_id, rule_id, event)
            JOIN alert_rule r ON r.id = t.rule_id WHERE r.webhook_url IS NOT NULL""";
    private static final String DONE = """
            UPDATE alert_watch SET looked_at = $3, history_at = CASE WHEN $4 THEN $3 ELSE history_at END, version = $5,
                last_seq = $6, lease_until = NULL
            WHERE portfolio = $1 AND claim = $2""";

    private final Pool pool;
    private final AlertMetrics metrics;

    Keeping(Pool pool, AlertMetrics metrics) {
        this.pool = pool;
        this.metrics = metrics;
    }

    /** A rule that fires. */
    record Firing(UUID id, WatchedRule rule, Alert.At at) {}

    /**
     * An alert that ends.
     *
     * @param rule  empty where it is gone, so that its webhook is told nothing
     * @param value of the figure that came back
     */
    record Closing(UUID alertId, Optional<WatchedRule> rule, Resolution why, Optional<BigDecimal> value) {
        static Closing of(UUID alertId, Resolution why) {
            return new Closing(alertId, Optional.empty(), why, Optional.empty());
        }

        static Closing of(WatchedRule rule, Open open, Resolution why, Optional<BigDecimal> value) {
            return new Closing(open.alertId(), Optional.of(rule), why, value);
        }

        /** Whether it rests on a rule that must not have changed meanwhile. */
        boolean isOfFigure() {
            return why == Resolution.RETURNED;
        }
    }

    /** An event with its number. */
    private record Numbered<T>(long seq, T event) {}

    private record Told(long seq, UUID alertId, UUID ruleId, Event event) {}

    /** False where the claim is no longer the newest; then nothing is kept. */
    Uni<Boolean> keep(Claim claim, long version, List<Closing> closings, List<Firing> firings) {
        return pool.withTransaction(tx -> tx.preparedQuery(LOCK)
                        .execute(Tuple.of(claim.portfolio(), claim.claim()))
                        .chain(rows -> {
                            for (Row row : rows) {
                                return events(tx, claim, row.getLong("last_seq"), closings, firings)
                                        .chain(last -> done(tx, claim, version, last))
                                        .replaceWith(true);
                            }
                            return Uni.createFrom().item(false);
                        }))
                .invoke(kept -> {
                    if (kept) metrics.kept(firings, closings);
                });
    }

    private static Uni<Void> done(SqlConnection tx, Claim claim, long version, long last) {
        Tuple row = Tuple.of(claim.portfolio(), claim.claim(), claim.begun(), claim.history(), version)
                .addLong(last);
        return tx.preparedQuery(DONE).execute(row).replaceWithVoid();
    }

    /** The number of the last event. */
    private Uni<Long> events(SqlConnection tx, Claim claim, long last, List<Closing> closings, List<Firing> firings) {
        if (closings.isEmpty() && firings.isEmpty()) return Uni.createFrom().item(last);
        return same(tx, closings, firings).chain(same -> {
            List<Numbered<Closing>> ending = new ArrayList<>();
            List<Numbered<Firing>> beginning = new ArrayList<>();
            long seq = last;
            for (Closing each : closings) {
                boolean holds = !each.isOfFigure()
                        || same.contains(each.rule().orElseThrow().id());
                if (holds) ending.add(new Numbered<>(++seq, each));
            }
            for (Firing each : firings) {
                if (same.contains(each.rule().id())) beginning.add(new Numbered<>(++seq, each));
            }
            return close(tx, ending)
                    .chain(() -> fire(tx, claim, beginning))
                    .chain(() -> tell(tx, claim, told(ending, beginning)))
                    .replaceWith(seq);
        });
    }

    private static Uni<Set<UUID>> same(SqlConnection tx, List<Closing> closings, List<Firing> firings) {
        List<WatchedRule> rules = new ArrayList<>();
        firings.forEach(each -> rules.add(each.rule()));
        closings.stream()
                .filter(Closing::isOfFigure)
                .forEach(each -> rules.add(each.rule().orElseThrow()));
        Tuple looked = Tuple.of(
                rules.stream().map(WatchedRule::id).toArray(UUID[]::new),
                rules.stream().map(each -> each.rule().revision()).toArray(Integer[]::new));
        return tx.preparedQuery(SAME).execute(looked).map(rows -> {
            Set<UUID> ids = new HashSet<>();
            for (Row row : rows) ids.add(row.getUUID("id"));
            return ids;
        });
    }

    private static Uni<Void> close(SqlConnection tx, List<Numbered<Closing>> ending) {
        if (ending.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Tuple.of(
                array(ending, each -> each.event().alertId(), UUID[]::new),
                array(ending, Numbered::seq, Long[]::new),
                array(ending, each -> text(each.event().value().orElse(null)), String[]::new),
                array(ending, each -> each.event().why().name(), String[]::new));
        return tx.preparedQuery(CLOSE)
                .execute(rows)
                .invoke(done -> requireAll(done.rowCount(), ending.size()))
                .replaceWithVoid();
    }

    private static Uni<Void> fire(SqlConnection tx, Claim claim, List<Numbered<Firing>> beginning) {
        if (beginning.isEmpty()) return Uni.createFrom().voidItem();
        Alert.At first = beginning.getFirst().event().at();
        Tuple rows = Tuple.tuple()
                .addUUID(claim.portfolio())
                .addArrayOfUUID(array(beginning, each -> each.event().id(), UUID[]::new))
                .addArrayOfUUID(array(beginning, each -> each.event().rule().id(), UUID[]::new))
                .addArrayOfLong(array(beginning, Numbered::seq, Long[]::new))
                .addArrayOfString(
                        array(beginning, each -> text(each.event().at().value()), String[]::new))
                .addArrayOfString(array(beginning, each -> each.event().at().reason(), String[]::new))
                .addArrayOfString(array(beginning, each -> each.event().at().basis(), String[]::new))
                .addLocalDate(first.asOf())
                .addOffsetDateTime(Columns.atUtc(first.knownAt()))
                .addString(first.stateHash());
        return tx.preparedQuery(FIRE)
                .execute(rows)
                .invoke(done -> requireAll(done.rowCount(), beginning.size()))
                .replaceWithVoid();
    }

    private static Uni<Void> tell(SqlConnection tx, Claim claim, List<Told> told) {
        if (told.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Tuple.of(
                claim.portfolio(),
                array(told, Told::seq, Long[]::new),
                array(told, Told::alertId, UUID[]::new),
                array(told, Told::ruleId, UUID[]::new),
                array(told, each -> each.event().name(), String[]::new));
        return tx.preparedQuery(TELL).execute(rows).replaceWithVoid();
    }

    private static List<Told> told(List<Numbered<Closing>> ending, List<Numbered<Firing>> beginning) {
        List<Told> told = new ArrayList<>();
        for (Numbered<Closing> each : ending) {
            each.event()
                    .rule()
                    .filter(WatchedRule::hasWebhook)
                    .ifPresent(
                            rule -> told.add(new Told(each.seq(), each.event().alertId(), rule.id(), Event.RESOLVED)));
        }
        for (Numbered<Firing> each : beginning) {
            WatchedRule rule = each.event().rule();
            if (rule.hasWebhook()) told.add(new Told(each.seq(), each.event().id(), rule.id(), Event.FIRED));
        }
        return told;
    }

    private static <T, R> R[] array(
            List<T> rows, java.util.function.Function<T, R> column, java.util.function.IntFunction<R[]> made) {
        return rows.stream().map(column).toArray(made);
    }

    private static String text(BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private static void requireAll(int rows, int wanted) {
        if (rows != wanted) throw new IllegalStateException("rows kept: " + rows + " of " + wanted);
    }
}
