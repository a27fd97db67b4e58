package dev.truemark.ledger;

import dev.truemark.core.ledger.BookState;
import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** Positions: the newest, and at the end of each day on which they changed. */
final class PositionRows {
    private static final String UPSERT = """
            INSERT INTO position AS p (portfolio_key, security_id, currency, quantity, cost, cost_base, realized, realized_base, income,
                income_base, position_date, last_rank, last_time, last_source, last_transaction_id, basis_estimated)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[]::numeric[], $5::text[]::numeric[],
                $6::text[]::numeric[], $7::text[]::numeric[], $8::text[]::numeric[], $9::text[]::numeric[], $10::text[]::numeric[],
                $11::date[], $12::int[], $13::timestamptz[], $14::text[], $15::text[], $16::bool[])
            ON CONFLICT (portfolio_key, security_id) DO UPDATE
            SET currency = excluded.currency, quantity = excluded.quantity, cost = excluded.cost, cost_base = excluded.cost_base,
                realized = excluded.realized, realized_base = excluded.realized_base, income = excluded.income,
                income_base = excluded.income_base, position_date = excluded.position_date, last_rank = excluded.last_rank,
                last_time = excluded.last_time, last_source = excluded.last_source, last_transaction_id = excluded.last_transaction_id,
                basis_estimated = excluded.basis_estimated""";
    private static final String DELETE = """
            DELETE FROM position p USING unnest($1::bigint[], $2::text[]) AS v(portfolio_key, security_id)
            WHERE p.portfolio_key = v.portfolio_key AND p.security_id = v.security_id""";
    private static final String UPSERT_DAYS = """
            INSERT INTO position_history AS h (portfolio_key, security_id, position_date, currency, quantity, cost, cost_base, realized,
                realized_base, income, income_base, basis_estimated)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::date[], $4::text[], $5::text[]::numeric[], $6::text[]::numeric[],
                $7::text[]::numeric[], $8::text[]::numeric[], $9::text[]::numeric[], $10::text[]::numeric[], $11::text[]::numeric[],
                $12::bool[])
            ON CONFLICT (portfolio_key, security_id, position_date) DO UPDATE
            SET currency = excluded.currency, quantity = excluded.quantity, cost = excluded.cost, cost_base = excluded.cost_base,
                realized = excluded.realized, realized_base = excluded.realized_base, income = excluded.income,
                income_base = excluded.income_base, basis_estimated = excluded.basis_estimated
            WHERE (h.currency, h.quantity, h.cost, h.cost_base, h.realized, h.realized_base, h.income, h.income_base,
                h.basis_estimated)
                IS DISTINCT FROM (excluded.currency, excluded.quantity, excluded.cost, excluded.cost_base, excluded.realized,
                excluded.realized_base, excluded.income, excluded.income_base, excluded.basis_estimated)""";
    /** NOT IN, which is looked up in a hash of the kept days. */
    private static final String DELETE_DAYS = """
            DELETE FROM position_history h USING unnest($1::bigint[], $2::text[], $3::date[]) AS v(portfolio_key, security_id, from_date)
            WHERE h.portfolio_key = v.portfolio_key AND h.security_id = v.security_id AND h.position_date >= v.from_date
              AND (h.portfolio_key, h.security_id, h.position_date) NOT IN (
                SELECT * FROM unnest($4::bigint[], $5::text[], $6::date[]))""";

    private PositionRows() {}

    /** A book's newest state; {@code last} is the order of its newest transaction. */
    record StateRow(BookKey book, BookState state, OrderKey last) {}

    record DayRow(BookKey book, DayPosition day) {}

    static Uni<Void> upsert(SqlConnection tx, List<StateRow> states) {
        if (states.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(states)
                .bigint(r -> r.book().portfolioKey())
                .text(r -> r.book().securityId())
                .text(r -> r.state().currency())
                .number(r -> r.state().quantity())
                .number(r -> r.state().cost())
                .number(r -> r.state().costBase().orNull())
                .number(r -> r.state().realized())
                .number(r -> r.state().realizedBase().orNull())
                .number(r -> r.state().income())
                .number(r -> r.state().incomeBase().orNull())
                .date(r -> r.last().date())
                .integer(r -> r.last().rank())
                .instant(r -> r.last().time())
                .text(r -> r.last().key().source())
                .text(r -> r.last().key().transactionId())
                .bool(r -> r.state().basisEstimated())
                .tuple();
        return tx.preparedQuery(UPSERT).execute(rows).replaceWithVoid();
    }

    static Uni<Void> delete(SqlConnection tx, List<BookKey> books) {
        if (books.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(books)
                .bigint(BookKey::portfolioKey)
                .text(BookKey::securityId)
                .tuple();
        return tx.preparedQuery(DELETE).execute(rows).replaceWithVoid();
    }

    static Uni<Void> upsertDays(SqlConnection tx, List<DayRow> days) {
        if (days.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(days)
                .bigint(r -> r.book().portfolioKey())
                .text(r -> r.book().securityId())
                .date(r -> r.day().date())
                .text(r -> r.day().currency())
                .number(r -> r.day().quantity())
                .number(r -> r.day().cost())
                .number(r -> r.day().costBase().orNull())
                .number(r -> r.day().realized())
                .number(r -> r.day().realizedBase().orNull())
                .number(r -> r.day().income())
                .number(r -> r.day().incomeBase().orNull())
                .bool(r -> r.day().basisEstimated())
                .tuple();
        return tx.preparedQuery(UPSERT_DAYS).execute(rows).replaceWithVoid();
    }

    /** Deletes the days of books booked again on which nothing happens any more. */
    static Uni<Void> deleteDays(SqlConnection tx, List<BookTask> rebooked, List<DayRow> kept) {
        if (rebooked.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(rebooked)
                .bigint(t -> t.key().portfolioKey())
                .text(t -> t.key().securityId())
                .date(BookTask::from)
                .tuple();
        Tuple keys = Columns.of(kept)
                .bigint(r -> r.book().portfolioKey())
                .text(r -> r.book().securityId())
                .date(r -> r.day().date())
                .tuple();
        for (int i = 0; i < keys.size(); i++) rows.addValue(keys.getValue(i));
        return tx.preparedQuery(DELETE_DAYS).execute(rows).replaceWithVoid();
    }
}
