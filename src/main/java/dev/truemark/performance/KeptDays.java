package dev.truemark.performance;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BooksHead;
import dev.truemark.platform.persistence.Columns;
import dev.truemark.platform.persistence.Snapshot;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The derived table of daily values: what closed days of portfolios were worth, as known at the instant of their head. A cache
 * that may be emptied at any time; whoever reads it decides what of it still holds.
 */
@ApplicationScoped
class KeptDays {
    private static final String HEAD = "SELECT known_at, rules FROM portfolio_day_head WHERE portfolio_key = $1";
    private static final String DAYS = """
            SELECT day, books, value, quality, deliveries FROM portfolio_day
            WHERE portfolio_key = $1 AND day BETWEEN $2 AND $3 ORDER BY day""";
    /** Only over the state that was read: two who computed at once do not mix their days. */
    private static final String CLAIM = """
            INSERT INTO portfolio_day_head AS h (portfolio_key, known_at, rules) VALUES ($1, $2, $3)
            ON CONFLICT (portfolio_key) DO UPDATE SET known_at = excluded.known_at, rules = excluded.rules
            WHERE h.known_at = $4 RETURNING 1""";

    private static final String FORGET =
            "DELETE FROM portfolio_day WHERE portfolio_key = $1 AND (day >= $2 OR day < $3)";
    private static final String KEEP = """
            INSERT INTO portfolio_day (portfolio_key, day, books, value, quality, deliveries)
            SELECT $6, v.day, decode(v.books, 'hex'), v.value::numeric, v.quality, v.deliveries
            FROM unnest($1::date[], $2::text[], $3::text[], $4::text[], $5::text[]) AS v(day, books, value, quality, deliveries)""";

    private final Pool pool;

    KeptDays(Pool pool) {
        this.pool = pool;
    }

    /**
     * A closed day.
     *
     * @param books     of {@link BooksChain}
     * @param delivered by those transactions of the day that deliver units, in their order
     */
    record Kept(LocalDate date, byte[] books, BaseAmount value, Quality quality, List<DayReader.Delivered> delivered) {}

    /**
     * @param knownAt of all days; empty where nothing is kept
     * @param read    makes the days of their rows, which is too long for an event loop
     */
    record State(Optional<Instant> knownAt, String rules, Supplier<List<Kept>> read) {
        static final State NONE = new State(Optional.empty(), "", List::of);
    }

    Uni<State> read(BooksHead head, LocalDate from, LocalDate to) {
        return Snapshot.read(
                pool,
                tx -> tx.preparedQuery(HEAD).execute(Tuple.of(head.key())).chain(heads -> {
                    for (Row row : heads) {
                        Instant knownAt = row.getOffsetDateTime("known_at").toInstant();
                        String rules = row.getString("rules");
                        return tx.preparedQuery(DAYS)
                                .execute(Tuple.of(head.key(), from, to))
                                .map(days -> new State(Optional.of(knownAt), rules, () -> days(days)));
                    }
                    return Uni.createFrom().item(State.NONE);
                }));
    }

    /**
     * Keeps {@code days} instead of all from {@code from} on, and forgets those before {@code first}; nothing happens if
     * somebody else kept some since {@code read}.
     */
    Uni<Void> keep(BooksHead head, String rules, State read, LocalDate first, LocalDate from, List<Kept> days) {
        Tuple claim = Tuple.of(
                head.key(),
                Columns.atUtc(head.knownAt()),
                rules,
                Columns.atUtc(read.knownAt().orElse(null)));
        return pool.withTransaction(tx -> tx.preparedQuery(CLAIM)
                .execute(claim)
                .chain(claimed -> claimed.size() == 0
                        ? Uni.createFrom().voidItem()
                        : tx.preparedQuery(FORGET)
                                .execute(Tuple.of(head.key(), from, first))
                                .chain(() -> insert(tx, head.key(), days))));
    }

    private static Uni<Void> insert(SqlConnection tx, long key, List<Kept> days) {
        if (days.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(days)
                .date(Kept::date)
                .text(day -> java.util.HexFormat.of().formatHex(day.books()))
                .number(day -> day.value().orNull())
                .text(day -> text(day.quality()))
                .text(day -> text(day.delivered()))
                .tuple()
                .addLong(key);
        return tx.preparedQuery(KEEP).execute(rows).replaceWithVoid();
    }

    private static List<Kept> days(RowSet<Row> rows) {
        List<Kept> days = new ArrayList<>(rows.size());
        Map<String, Quality> qualities = new HashMap<>();
        for (Row row : rows) {
            days.add(new Kept(
                    row.getLocalDate("day"),
                    row.getBuffer("books").getBytes(),
                    BaseAmount.ofNullable(row.getBigDecimal("value")),
                    qualities.computeIfAbsent(row.getString("quality"), KeptDays::quality),
                    delivered(row.getString("deliveries"))));
        }
        return days;
    }

    private static String text(Quality quality) {
        return new JsonObject()
                .put("status", quality.status().name())
                .put("coverage", quality.coverage().toPlainString())
                .put("stale", new JsonArray(quality.stale()))
                .put("missing", new JsonArray(quality.missing()))
                .put("estimated", new JsonArray(quality.estimated()))
                .encode();
    }

    private static Quality quality(String text) {
        JsonObject json = new JsonObject(text);
        return new Quality(
                Quality.Status.valueOf(json.getString("status")),
                new BigDecimal(json.getString("coverage")),
                names(json.getJsonArray("stale")),
                names(json.getJsonArray("missing")),
                names(json.getJsonArray("estimated")));
    }

    private static List<String> names(JsonArray all) {
        return all.stream().map(String.class::cast).toList();
    }

    /** Null on a day on which nothing is delivered, as nearly always. */
    private static String text(List<DayReader.Delivered> delivered) {
        if (delivered.isEmpty()) return null;
        JsonArray all = new JsonArray();
        delivered.forEach(each -> all.add(amount(each.before())).add(amount(each.after())));
        return all.encode();
    }

    private static String amount(BaseAmount amount) {
        return amount.value().map(BigDecimal::toPlainString).orElse(null);
    }

    private static List<DayReader.Delivered> delivered(String text) {
        if (text == null) return List.of();
        JsonArray all = new JsonArray(text);
        List<DayReader.Delivered> delivered = new ArrayList<>();
        for (int n = 0; n < all.size(); n += 2) {
            delivered.add(new DayReader.Delivered(amount(all.getString(n)), amount(all.getString(n + 1))));
        }
        return delivered;
    }

    private static BaseAmount amount(String text) {
        return text == null ? BaseAmount.UNKNOWN : BaseAmount.of(new BigDecimal(text));
    }
}
