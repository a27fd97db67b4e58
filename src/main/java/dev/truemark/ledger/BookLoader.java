package dev.truemark.ledger;

import dev.truemark.core.ledger.BookState;
import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.ledger.Lot;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fills book tasks with where they start: the newest state for those that only go on, the state of a day for the others. */
final class BookLoader {
    private static final String NEWEST = """
            SELECT p.*, h.realized AS day_realized, h.realized_base AS day_realized_base,
                   h.income AS day_income, h.income_base AS day_income_base
            FROM unnest($1::bigint[], $2::text[]) AS v(portfolio_key, security_id)
            JOIN position p ON p.portfolio_key = v.portfolio_key AND p.security_id = v.security_id
            JOIN position_history h ON h.portfolio_key = p.portfolio_key AND h.security_id = p.security_id
                 AND h.position_date = p.position_date""";
    private static final String LOTS = """
            SELECT l.* FROM unnest($1::bigint[], $2::text[]) AS v(portfolio_key, security_id)
            JOIN lot l ON l.portfolio_key = v.portfolio_key AND l.security_id = v.security_id""";
    private static final String LOTS_AT = """
            SELECT e.portfolio_key, e.security_id, e.lot_source, e.lot_transaction_id, e.lot_ordinal, e.opened_on, e.opened_rank,
                   e.opened_time, sum(e.quantity) AS quantity, sum(e.cost) AS cost,
                   CASE WHEN bool_or(e.cost_base IS NULL) THEN NULL ELSE sum(e.cost_base) END AS cost_base,
                   bool_or(e.basis_estimated) AS basis_estimated
            FROM unnest($1::bigint[], $2::text[], $3::date[]) AS v(portfolio_key, security_id, from_date)
            JOIN lot_event e ON e.portfolio_key = v.portfolio_key AND e.security_id = v.security_id AND e.trade_date < v.from_date
            GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(e.quantity) <> 0""";
    private static final String TOTALS_AT = """
            SELECT h.portfolio_key, h.security_id, min(l.currency) AS currency,
                   coalesce(sum(h.realized) FILTER (WHERE h.currency = l.currency), 0) AS realized,
                   coalesce(sum(h.income) FILTER (WHERE h.currency = l.currency), 0) AS income,
                   CASE WHEN bool_or(h.realized_base IS NULL) THEN NULL ELSE sum(h.realized_base) END AS realized_base,
                   CASE WHEN bool_or(h.income_base IS NULL) THEN NULL ELSE sum(h.income_base) END AS income_base
            FROM unnest($1::bigint[], $2::text[], $3::date[]) AS v(portfolio_key, security_id, from_date)
            JOIN LATERAL (
                SELECT d.currency FROM position_history d WHERE d.portfolio_key = v.portfolio_key AND d.security_id = v.security_id
                AND d.position_date < v.from_date ORDER BY d.position_date DESC LIMIT 1) l ON true
            JOIN position_history h ON h.portfolio_key = v.portfolio_key AND h.security_id = v.security_id
                 AND h.position_date < v.from_date
            GROUP BY 1, 2""";
    private static final String BOOKED_FROM = """
            SELECT b.*, %s
            FROM unnest($1::bigint[], $2::text[], $3::date[]) AS v(portfolio_key, security_id, from_date)
            JOIN booking b ON b.portfolio_key = v.portfolio_key AND b.security_id = v.security_id AND b.trade_date >= v.from_date
            JOIN transaction_fact f ON f.portfolio_key = b.portfolio_key AND f.source = b.source
                 AND f.transaction_id = b.transaction_id AND f.revision = b.revision""".formatted(FactRows.COLUMNS);
    /** The transactions of the last day before, also those of other securities that brought lots to this one. */
    private static final String LAST_BEFORE = """
            WITH m AS (
                SELECT v.portfolio_key, v.security_id, d.last_day
                FROM unnest($1::bigint[], $2::text[], $3::date[]) AS v(portfolio_key, security_id, from_date)
                JOIN LATERAL (SELECT max(h.position_date) AS last_day FROM position_history h
                    WHERE h.portfolio_key = v.portfolio_key AND h.security_id = v.security_id AND h.position_date < v.from_date) d
                    ON d.last_day IS NOT NULL),
            b AS (
                SELECT m.portfolio_key, m.security_id, b.source, b.transaction_id, b.revision
                FROM m JOIN booking b ON b.portfolio_key = m.portfolio_key AND b.security_id = m.security_id
                    AND b.trade_date = m.last_day
                UNION ALL
                SELECT m.portfolio_key, m.security_id, b.source, b.transaction_id, b.revision
                FROM m JOIN booking b ON b.portfolio_key = m.portfolio_key AND b.target_security_id = m.security_id
                    AND b.trade_date = m.last_day AND b.status <> 'REJECTED')
            SELECT b.portfolio_key, b.security_id, %s
            FROM b JOIN transaction_fact f ON f.portfolio_key = b.portfolio_key AND f.source = b.source
                 AND f.transaction_id = b.transaction_id AND f.revision = b.revision""".formatted(FactRows.COLUMNS);

    private BookLoader() {}

    /** The newest transaction of each book, loaded with its state; then each task knows whether it only goes on. */
    static Uni<Void> loadNewest(SqlConnection tx, Collection<BookTask> tasks) {
        List<BookTask> books = tasks.stream().filter(t -> !t.key().isCashOnly()).toList();
        if (books.isEmpty()) return Uni.createFrom().voidItem();
        Tuple keys = keys(books).tuple();
        return Uni.join()
                .all(
                        tx.preparedQuery(NEWEST).execute(keys),
                        tx.preparedQuery(LOTS).execute(keys))
                .andFailFast()
                .invoke(both -> {
                    Map<BookKey, List<Lot>> lots = lotsOf(both.get(1));
                    Map<BookKey, Row> positions = new HashMap<>();
                    for (Row row : both.get(0)) positions.put(bookKey(row), row);
                    for (BookTask task : books)
                        newest(task, positions.get(task.key()), lots.getOrDefault(task.key(), List.of()));
                })
                .replaceWithVoid();
    }

    private static void newest(BookTask task, Row row, List<Lot> lots) {
        Set<dev.truemark.core.ledger.LotId> ids = new HashSet<>();
        lots.forEach(l -> ids.add(l.id()));
        task.lotsBefore(ids);
        if (row == null) {
            task.settle(Optional.empty());
            return;
        }
        OrderKey last = new OrderKey(
                row.getLocalDate("position_date"),
                row.getShort("last_rank"),
                row.getOffsetDateTime("last_time").toInstant(),
                new TransactionKey(row.getString("last_source"), row.getString("last_transaction_id")));
        task.settle(Optional.of(last));
        if (task.isRebook()) return;
        BookState state = new BookState(
                row.getString("currency"),
                lots,
                row.getBigDecimal("realized"),
                base(row, "realized_base"),
                row.getBigDecimal("income"),
                base(row, "income_base"),
                Optional.of(last));
        DayPosition day = new DayPosition(
                last.date(),
                row.getString("currency"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("cost"),
                base(row, "cost_base"),
                row.getBigDecimal("day_realized"),
                base(row, "day_realized_base"),
                row.getBigDecimal("day_income"),
                base(row, "day_income_base"),
                state.basisEstimated());
        task.startFrom(state, Optional.of(day));
    }

    /** For the books that are booked again: their state before the day, and what has stood since. */
    static Uni<Void> loadRebooks(SqlConnection tx, Collection<BookTask> tasks) {
        List<BookTask> books = tasks.stream().filter(BookTask::isRebookOfAll).toList();
        if (books.isEmpty()) return Uni.createFrom().voidItem();
        Tuple keys = keys(books).date(BookTask::from).tuple();
        return Uni.join()
                .all(
                        tx.preparedQuery(LOTS_AT).execute(keys),
                        tx.preparedQuery(TOTALS_AT).execute(keys),
                        tx.preparedQuery(BOOKED_FROM).execute(keys),
                        tx.preparedQuery(LAST_BEFORE).execute(keys))
                .andFailFast()
                .invoke(four -> {
                    Map<BookKey, BookTask> byKey = new HashMap<>();
                    books.forEach(t -> byKey.put(t.key(), t));
                    Map<BookKey, List<Lot>> lots = lotsOf(four.get(0));
                    Map<BookKey, Row> totals = new HashMap<>();
                    for (Row row : four.get(1)) totals.put(bookKey(row), row);
                    Map<BookKey, OrderKey> last = new HashMap<>();
                    for (Row row : four.get(3)) {
                        last.merge(bookKey(row), FactRows.of(row).order(), (a, b) -> a.compareTo(b) < 0 ? b : a);
                    }
                    books.forEach(t -> t.startFrom(
                            stateAt(
                                    lots.getOrDefault(t.key(), List.of()),
                                    totals.get(t.key()),
                                    Optional.ofNullable(last.get(t.key()))),
                            Optional.empty()));
                    for (Row row : four.get(2)) {
                        BookTask task = byKey.get(bookKey(row));
                        BookedRow booked = BookingRows.of(row);
                        task.stood(FactRows.of(row).toTransaction(BookingRows.input(booked)), booked);
                    }
                })
                .replaceWithVoid();
    }

    private static BookState stateAt(List<Lot> lots, Row totals, Optional<OrderKey> last) {
        if (totals == null) return BookState.EMPTY;
        return new BookState(
                totals.getString("currency"),
                lots,
                totals.getBigDecimal("realized"),
                base(totals, "realized_base"),
                totals.getBigDecimal("income"),
                base(totals, "income_base"),
                last);
    }

    private static Map<BookKey, List<Lot>> lotsOf(RowSet<Row> rows) {
        Map<BookKey, List<Lot>> lots = new HashMap<>();
        for (Row row : rows) {
            lots.computeIfAbsent(bookKey(row), k -> new ArrayList<>()).add(LotRows.lotOf(row));
        }
        lots.values().forEach(of -> of.sort(LotRows.BY_OPENING));
        return lots;
    }

    private static Columns<BookTask> keys(List<BookTask> books) {
        return Columns.of(books)
                .bigint(t -> t.key().portfolioKey())
                .text(t -> t.key().securityId());
    }

    static BookKey bookKey(Row row) {
        return new BookKey(row.getLong("portfolio_key"), row.getString("security_id"));
    }

    static BaseAmount base(Row row, String column) {
        return BaseAmount.ofNullable(row.getBigDecimal(column));
    }
}
