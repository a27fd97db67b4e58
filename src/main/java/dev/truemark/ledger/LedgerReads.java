package dev.truemark.ledger;

import dev.truemark.core.ledger.CashLots;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.platform.persistence.Columns;
import dev.truemark.platform.persistence.Snapshot;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Sorting;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The books of a portfolio, as of a date and as known at an instant (DEFINITIONS 6).
 *
 * <p>Each read is one snapshot. The newest version of the books comes from the derived rows; an older one is folded again
 * from the facts known then, by the same functions that booked it, and gives the same answer as was given then.
 *
 * <p><b>Failures.</b> Not the owner's, or deleted, or not known yet at that instant: 404. {@code known_at} after the newest
 * stamp: 422. Too many folds at once: 503.
 */
@ApplicationScoped
public class LedgerReads {
    /** $1 portfolio key, $2 version; version 0 is that of a portfolio just made. */
    private static final String VERSION_STAMP = """
            SELECT b.recorded_at AS known_at FROM portfolio_version v JOIN batch b ON b.id = v.batch_id
            WHERE v.portfolio_key = $1 AND v.version = $2
            UNION ALL
            SELECT b.recorded_at FROM portfolio p JOIN batch b ON b.id = p.batch_id WHERE p.key = $1 AND $2 = 0""";

    private final Pool pool;
    private final HeavyWork heavy;
    private final Clock clock;

    LedgerReads(Pool pool, HeavyWork heavy, Clock clock) {
        this.pool = pool;
        this.heavy = heavy;
        this.clock = clock;
    }

    /** An answer with the books that it is about. */
    public record Read<T>(BooksHead head, T value) {}

    /** Positions and cash; of the newest state in one statement. */
    public Uni<Books> books(BooksQuery query) {
        return pool.preparedQuery(DerivedSql.NEWEST)
                .execute(BooksHeads.parameters(query))
                .chain(rows -> {
                    Newest newest = newest(query, rows);
                    return newest.answers()
                            ? Uni.createFrom().item(newest.books())
                            : read(query, LedgerReads::booksOf).map(Read::value);
                });
    }

    /** Positions and cash from the facts alone, as {@link #books} must answer. */
    public Uni<Books> coldBooks(BooksQuery query) {
        return Snapshot.read(pool, tx -> head(tx, query).chain(head -> cold(tx, head)));
    }

    /**
     * Version {@code version} of the books from the facts alone, on the day of {@code at}; 404 if there is no such version.
     */
    public Uni<Books> coldBooks(UUID owner, String portfolio, long version, Instant at) {
        BooksQuery newest = BooksQuery.now(owner, portfolio);
        return Snapshot.read(
                pool,
                tx -> head(tx, newest)
                        .chain(head -> tx.preparedQuery(VERSION_STAMP).execute(Tuple.of(head.key(), version)))
                        .map(rows -> {
                            for (Row row : rows)
                                return row.getOffsetDateTime("known_at").toInstant();
                            throw ProblemException.notFound("The portfolio has no books of version " + version + ".");
                        })
                        .chain(stamp ->
                                head(tx, new BooksQuery(owner, portfolio, Optional.empty(), Optional.of(stamp))))
                        .chain(head -> cold(tx, head.on(LocalDate.ofInstant(at, head.zone())))));
    }

    private Uni<Books> cold(SqlConnection tx, BooksHead head) {
        return folded(tx, head).chain(source -> booksOf(source, head));
    }

    public Uni<Read<List<HeldLot>>> lots(BooksQuery query, BooksFilter filter) {
        return read(query, (source, head) -> source.lots(filter));
    }

    /** Balances, and the lots of foreign currencies; takes time in proportion to their moves. */
    public Uni<Read<HeldCash>> cash(BooksQuery query) {
        return read(query, (source, head) -> {
            if (!source.cashTracked()) return Uni.createFrom().item(HeldCash.NONE);
            return source.cash()
                    .chain(balances -> source.cashMoves()
                            .chain(moves -> heavy.run(() -> CashLots.of(moves, head.baseCurrency(), head.policies())))
                            .map(lots -> new HeldCash(true, balances, lots)));
        });
    }

    public Uni<Read<Page<RealizedGain>>> gains(
            BooksQuery query, BooksFilter filter, Sorting.Order<RealizedGain> order, PageRequest page) {
        return read(query, (source, head) -> source.gains(filter, order, page));
    }

    public Uni<Read<List<PositionDay>>> history(BooksQuery query, String securityId, BooksFilter filter) {
        return read(query, (source, head) -> source.history(securityId, filter));
    }

    /** How the books came about, day by day. */
    public Uni<Read<DailyBooks>> daily(BooksQuery query) {
        return read(query, (source, head) -> days(source));
    }

    /** The same with the transactions, in one snapshot; 422 if there are more than {@code most}. */
    public Uni<Read<DailyHistory>> history(BooksQuery query, int most) {
        return read(query, (source, head) -> history(source, most));
    }

    /** The same from the facts alone, as {@link #history(BooksQuery, int)} must answer. */
    public Uni<Read<DailyHistory>> coldHistory(BooksQuery query, int most) {
        return Snapshot.read(
                pool,
                tx -> head(tx, query)
                        .chain(head -> folded(tx, head)
                                .chain(source -> history(source, most))
                                .map(history -> new Read<>(head, history))));
    }

    private static Uni<DailyHistory> history(BooksSource source, int most) {
        Sorting.Order<BookedTransaction> byDate = BooksOrder.TRANSACTIONS.order(null);
        return days(source)
                .chain(days -> source.transactions(BooksFilter.ALL, byDate, PageRequest.first(most))
                        .map(page -> {
                            if (page.nextOffset() < 0) return new DailyHistory(days, page.items());
                            throw ProblemException.invalid(
                                    "id", "TOO_MANY", "The portfolio has more than " + most + " transactions.");
                        }));
    }

    private static Uni<DailyBooks> days(BooksSource source) {
        return source.histories()
                .chain(positions -> source.cashTracked()
                        ? source.cashDays().map(cash -> new DailyBooks(positions, cash, true))
                        : Uni.createFrom().item(new DailyBooks(positions, List.of(), false)));
    }

    public Uni<Read<Page<BookedTransaction>>> transactions(
            BooksQuery query, BooksFilter filter, Sorting.Order<BookedTransaction> order, PageRequest page) {
        return read(query, (source, head) -> source.transactions(filter, order, page));
    }

    /** The newest revision of one transaction; empty if there is none, or it is deleted. */
    public Uni<Read<Optional<BookedTransaction>>> transaction(BooksQuery query, TransactionKey key) {
        Sorting.Order<BookedTransaction> any = BooksOrder.TRANSACTIONS.order(null);
        return read(
                query,
                (source, head) -> source.transactions(BooksFilter.ofTransaction(key), any, PageRequest.first(1))
                        .map(page -> page.items().stream().findFirst()));
    }

    /** The newest word on every transaction, of any date, also on those that are reversed. */
    public Uni<Read<List<BelievedFact>>> believed(BooksQuery query) {
        return Snapshot.read(
                pool,
                tx -> head(tx, query)
                        .chain(head -> KnownFacts.believed(tx, head).map(facts -> new Read<>(head, facts))));
    }

    private <T> Uni<Read<T>> read(BooksQuery query, BiFunction<BooksSource, BooksHead, Uni<T>> reading) {
        return Snapshot.read(
                pool,
                tx -> head(tx, query)
                        .chain(head -> source(tx, head)
                                .chain(source -> reading.apply(source, head))
                                .map(value -> new Read<>(head, value))));
    }

    /** Which books a question is about, without them. */
    public Uni<BooksHead> head(BooksQuery query) {
        return Snapshot.read(pool, tx -> head(tx, query));
    }

    Uni<BooksHead> head(SqlConnection tx, BooksQuery query) {
        return tx.preparedQuery("SELECT to_jsonb(head)::text AS head FROM (" + BooksHeads.SQL + ") head")
                .execute(BooksHeads.parameters(query))
                .map(rows -> {
                    for (Row row : rows) {
                        return BooksHeads.of(query, new JsonObject(row.getString("head")), clock.instant());
                    }
                    throw BooksHeads.notFound();
                });
    }

    private Uni<BooksSource> source(SqlConnection tx, BooksHead head) {
        return head.current() ? Uni.createFrom().item(new DerivedBooks(tx, head)) : folded(tx, head);
    }

    private Uni<BooksSource> folded(SqlConnection tx, BooksHead head) {
        return KnownFacts.load(tx, head)
                .chain(known ->
                        labels(tx, head, known).chain(labels -> heavy.run(() -> FoldedBooks.of(head, known, labels))));
    }

    static Uni<Books> booksOf(BooksSource source, BooksHead head) {
        return source.positions()
                .chain(positions -> source.cashTracked()
                        ? source.cash().map(cash -> new Books(head, positions, cash, true))
                        : Uni.createFrom().item(new Books(head, positions, List.of(), false)));
    }

    static Uni<Map<String, InstrumentLabel>> labels(SqlConnection tx, BooksHead head, List<KnownFacts.Known> known) {
        return labels(
                tx, known.stream().map(each -> each.transaction().securityId()).distinct(), head.knownAt());
    }

    /** What the instruments that are known at a stamp are called. */
    public Uni<Map<String, InstrumentLabel>> labels(Collection<String> securityIds, Instant knownAt) {
        return labels(pool, securityIds.stream(), knownAt);
    }

    private static Uni<Map<String, InstrumentLabel>> labels(SqlClient client, Stream<String> ids, Instant knownAt) {
        Tuple parameters =
                Tuple.tuple().addArrayOfString(ids.toArray(String[]::new)).addValue(Columns.atUtc(knownAt));
        return client.preparedQuery(DerivedSql.LABELS).execute(parameters).map(rows -> {
            Map<String, InstrumentLabel> labels = new HashMap<>();
            for (Row row : rows) labels.put(row.getString("security_id"), DerivedRows.label(row));
            return labels;
        });
    }

    /** The newest books as one statement answered them; {@code answers} is false where another version or day was asked. */
    private record Newest(Books books, boolean answers) {}

    private Newest newest(BooksQuery query, RowSet<Row> rows) {
        BooksHead head = null;
        boolean upTo = false;
        List<HeldPosition> positions = new ArrayList<>(rows.size());
        List<CashHolding> cash = new ArrayList<>();
        for (Row row : rows) {
            switch (row.getInteger("kind")) {
                case 0 -> {
                    JsonObject json = new JsonObject(row.getString("security_id"));
                    head = BooksHeads.of(query, json, clock.instant());
                    upTo = BooksHeads.isUpTo(head.asOf(), json);
                }
                case 1 -> positions.add(DerivedRows.position(row));
                default -> cash.add(new CashHolding(row.getString("currency"), row.getBigDecimal("quantity")));
            }
        }
        if (head == null) throw BooksHeads.notFound();
        boolean tracked = head.tracksCashNow();
        positions.sort(Comparator.comparing(HeldPosition::securityId, Sorting.BYTES));
        cash.sort(Comparator.comparing(CashHolding::currency, Sorting.BYTES));
        Books books = new Books(head, positions, tracked ? cash : List.of(), tracked);
        return new Newest(books, head.current() && upTo);
    }
}
