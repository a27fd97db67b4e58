package dev.truemark.ledger;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.ingest.format.PolicyEntries;
import dev.truemark.ledger.BooksHead.Valued;
import dev.truemark.platform.persistence.Columns;
import dev.truemark.platform.problem.ProblemException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** Finds which version of the books a question is about: ownership, knowledge and policy in one go. */
final class BooksHeads {
    /** $1 owner, $2 path id, $3 the same as uuid or null, $4 known_at or null. */
    static final String SQL = """
            SELECT p.key, p.id, p.owner_id, p.portfolio_id, p.base_currency, p.time_zone, p.cash_flow_count, p.version AS newest_version,
                   c.last AS clock, coalesce($4::timestamptz, c.last) AS known_at, made.recorded_at AS made_at,
                   greatest((SELECT max(o.position_date) FROM position o WHERE o.portfolio_key = p.key),
                       (SELECT max(m.trade_date) FROM booking m WHERE m.portfolio_key = p.key AND m.security_id = '')) AS last_date,
                   coalesce(v.version, 0) AS version, y.cost_method, y.oversell, y.dividend_treatment, y.cash_tracking, y.fees_in_cost,
                   y.entries AS policy_entries, y.revision AS policy_revision
            FROM portfolio p CROSS JOIN knowledge_clock c JOIN batch made ON made.id = p.batch_id
            LEFT JOIN LATERAL (
                SELECT v.version FROM portfolio_version v JOIN batch b ON b.id = v.batch_id
                WHERE v.portfolio_key = p.key AND ($4::timestamptz IS NULL OR b.recorded_at <= $4)
                ORDER BY v.version DESC LIMIT 1) v ON true
            LEFT JOIN LATERAL (
                SELECT y.* FROM portfolio_policy y JOIN batch b ON b.id = y.batch_id
                WHERE y.portfolio_key = p.key AND ($4::timestamptz IS NULL OR b.recorded_at <= $4)
                ORDER BY b.recorded_at DESC LIMIT 1) y ON true
            WHERE p.owner_id = $1 AND (p.portfolio_id = $2 OR p.id = $3) AND p.deleted_at IS NULL
            ORDER BY p.id = $3 DESC NULLS LAST LIMIT 1""";

    private BooksHeads() {}

    static Tuple parameters(BooksQuery query) {
        return Tuple.of(
                query.owner(),
                query.portfolio(),
                query.id().orElse(null),
                Columns.atUtc(query.knownAt().orElse(null)));
    }

    static ProblemException notFound() {
        return ProblemException.notFound("There is no such portfolio.");
    }

    /**
     * @param json the row of {@link #SQL}
     * @throws ProblemException 422 when {@code known_at} is after the newest stamp, 404 when it is before the portfolio
     */
    static BooksHead of(BooksQuery query, JsonObject json, Instant now) {
        Instant clock = instant(json, "clock");
        Instant knownAt = instant(json, "known_at");
        if (knownAt.isAfter(clock)) {
            throw ProblemException.invalid(
                    "known_at", "IN_THE_FUTURE", "Nothing is known after " + clock + " yet; ask for then or earlier.");
        }
        if (query.knownAt().isPresent() && instant(json, "made_at").isAfter(knownAt)) throw notFound();
        ZoneId zone = ZoneId.of(json.getString("time_zone"));
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate asOf = query.asOf().orElse(today);
        long version = json.getLong("version");
        return new BooksHead(
                json.getLong("key"),
                UUID.fromString(json.getString("id")),
                UUID.fromString(json.getString("owner_id")),
                json.getString("portfolio_id"),
                json.getString("base_currency"),
                zone,
                asOf,
                valued(asOf, today, query.knownAt().map(at -> LocalDate.ofInstant(at, zone))),
                knownAt,
                knownAt.equals(clock),
                version,
                version == json.getLong("newest_version"),
                policiesOf(json),
                Optional.ofNullable(json.getInteger("policy_revision")).orElse(0),
                json.getLong("cash_flow_count"));
    }

    private static Valued valued(LocalDate asOf, LocalDate today, Optional<LocalDate> dayKnown) {
        if (dayKnown.isPresent()) return dayKnown.get().equals(asOf) ? Valued.KNOWN_AT : Valued.DAY_END;
        return asOf.isBefore(today) ? Valued.DAY_END : Valued.NOW;
    }

    /** Whether nothing is booked for a later date than {@code asOf}, so that the newest balances are those of then. */
    static boolean isUpTo(LocalDate asOf, JsonObject json) {
        String last = json.getString("last_date");
        return last == null || !LocalDate.parse(last).isAfter(asOf);
    }

    private static Instant instant(JsonObject json, String name) {
        return OffsetDateTime.parse(json.getString(name)).toInstant();
    }

    private static Policies policiesOf(JsonObject json) {
        Policy own = Optional.ofNullable(json.getString("cost_method"))
                .map(method -> new Policy(
                        Policy.CostMethod.valueOf(method),
                        Policy.Oversell.valueOf(json.getString("oversell")),
                        Policy.DividendTreatment.valueOf(json.getString("dividend_treatment")),
                        Policy.CashTracking.valueOf(json.getString("cash_tracking")),
                        json.getBoolean("fees_in_cost")))
                .orElse(Policy.DEFAULT);
        JsonArray entries = json.getJsonArray("policy_entries");
        if (entries == null || entries.isEmpty()) return Policies.of(own);
        return Policies.of(own, PolicyEntries.kept(entries.encode()));
    }
}
