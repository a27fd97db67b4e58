package dev.truemark.ledger;

import dev.truemark.core.ledger.Lot;
import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.LotId;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** Open lots, and what happened to each. */
final class LotRows {
    /** The order in which lots stand in a book. */
    static final Comparator<Lot> BY_OPENING = Comparator.comparing(Lot::opened).thenComparingInt(l -> l.id().ordinal());

    private static final String UPSERT_LOTS = """
            INSERT INTO lot AS l (portfolio_key, security_id, lot_source, lot_transaction_id, lot_ordinal, opened_on, opened_rank,
                opened_time, quantity, cost, cost_base, basis_estimated)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::int[], $6::date[], $7::int[],
                $8::timestamptz[], $9::text[]::numeric[], $10::text[]::numeric[], $11::text[]::numeric[], $12::boolean[])
            ON CONFLICT (portfolio_key, security_id, lot_source, lot_transaction_id, lot_ordinal) DO UPDATE
            SET opened_on = excluded.opened_on, opened_rank = excluded.opened_rank, opened_time = excluded.opened_time,
                quantity = excluded.quantity, cost = excluded.cost, cost_base = excluded.cost_base,
                basis_estimated = excluded.basis_estimated
            WHERE (l.opened_on, l.opened_rank, l.opened_time, l.quantity, l.cost, l.cost_base, l.basis_estimated)
                IS DISTINCT FROM (excluded.opened_on, excluded.opened_rank, excluded.opened_time, excluded.quantity, excluded.cost,
                excluded.cost_base, excluded.basis_estimated)""";
    private static final String DELETE_LOTS = """
            DELETE FROM lot l USING unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::int[])
                AS v(portfolio_key, security_id, lot_source, lot_transaction_id, lot_ordinal)
            WHERE l.portfolio_key = v.portfolio_key AND l.security_id = v.security_id AND l.lot_source = v.lot_source
              AND l.lot_transaction_id = v.lot_transaction_id AND l.lot_ordinal = v.lot_ordinal""";
    private static final String UPSERT_EVENTS = """
            INSERT INTO lot_event AS e (portfolio_key, security_id, source, transaction_id, seq, trade_date, lot_source,
                lot_transaction_id, lot_ordinal, opened_on, opened_rank, opened_time, kind, quantity, cost, cost_base, proceeds,
                proceeds_base, realized, realized_base, price_effect_base, fx_effect_base, basis_estimated)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::int[], $6::date[], $7::text[], $8::text[],
                $9::int[], $10::date[], $11::int[], $12::timestamptz[], $13::text[], $14::text[]::numeric[], $15::text[]::numeric[],
                $16::text[]::numeric[], $17::text[]::numeric[], $18::text[]::numeric[], $19::text[]::numeric[],
                $20::text[]::numeric[], $21::text[]::numeric[], $22::text[]::numeric[], $23::boolean[])
            ON CONFLICT (portfolio_key, security_id, trade_date, source, transaction_id, seq) DO UPDATE
            SET lot_source = excluded.lot_source, lot_transaction_id = excluded.lot_transaction_id, lot_ordinal = excluded.lot_ordinal,
                opened_on = excluded.opened_on, opened_rank = excluded.opened_rank, opened_time = excluded.opened_time,
                kind = excluded.kind, quantity = excluded.quantity, cost = excluded.cost, cost_base = excluded.cost_base,
                proceeds = excluded.proceeds, proceeds_base = excluded.proceeds_base, realized = excluded.realized,
                realized_base = excluded.realized_base, price_effect_base = excluded.price_effect_base,
                fx_effect_base = excluded.fx_effect_base, basis_estimated = excluded.basis_estimated
            WHERE (e.lot_source, e.lot_transaction_id, e.lot_ordinal, e.opened_on, e.opened_rank, e.opened_time, e.kind, e.quantity,
                e.cost, e.cost_base, e.proceeds, e.proceeds_base, e.realized, e.realized_base, e.price_effect_base, e.fx_effect_base,
                e.basis_estimated)
                IS DISTINCT FROM (excluded.lot_source, excluded.lot_transaction_id, excluded.lot_ordinal, excluded.opened_on,
                excluded.opened_rank, excluded.opened_time, excluded.kind, excluded.quantity, excluded.cost, excluded.cost_base,
                excluded.proceeds, excluded.proceeds_base, excluded.realized, excluded.realized_base, excluded.price_effect_base,
                excluded.fx_effect_base, excluded.basis_estimated)""";
    /** NOT IN, which is looked up in a hash of the kept keys; NOT EXISTS was planned as a loop over all of them. */
    private static final String DELETE_EVENTS = """
            DELETE FROM lot_event e USING unnest($1::bigint[], $2::text[], $3::date[]) AS v(portfolio_key, security_id, from_date)
            WHERE e.portfolio_key = v.portfolio_key AND e.security_id = v.security_id AND e.trade_date >= v.from_date
              AND (e.portfolio_key, e.security_id, e.trade_date, e.source, e.transaction_id, e.seq::int) NOT IN (
                SELECT * FROM unnest($4::bigint[], $5::text[], $6::date[], $7::text[], $8::text[], $9::int[]))""";

    private LotRows() {}

    record LotRow(BookKey book, Lot lot) {}

    record LotKey(BookKey book, LotId id) {}

    record EventRow(BookKey book, TransactionKey transaction, LocalDate date, int seq, LotEvent event) {}

    static Uni<Void> upsertLots(SqlConnection tx, List<LotRow> lots) {
        if (lots.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(lots)
                .bigint(r -> r.book().portfolioKey())
                .text(r -> r.book().securityId())
                .text(r -> r.lot().id().openedBy().source())
                .text(r -> r.lot().id().openedBy().transactionId())
                .integer(r -> r.lot().id().ordinal())
                .date(r -> r.lot().opened().date())
                .integer(r -> r.lot().opened().rank())
                .instant(r -> r.lot().opened().time())
                .number(r -> r.lot().quantity())
                .number(r -> r.lot().cost())
                .number(r -> r.lot().costBase().orNull())
                .bool(r -> r.lot().basisEstimated())
                .tuple();
        return tx.preparedQuery(UPSERT_LOTS).execute(rows).replaceWithVoid();
    }

    static Uni<Void> deleteLots(SqlConnection tx, List<LotKey> lots) {
        if (lots.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(lots)
                .bigint(r -> r.book().portfolioKey())
                .text(r -> r.book().securityId())
                .text(r -> r.id().openedBy().source())
                .text(r -> r.id().openedBy().transactionId())
                .integer(r -> r.id().ordinal())
                .tuple();
        return tx.preparedQuery(DELETE_LOTS).execute(rows).replaceWithVoid();
    }

    static Uni<Void> upsertEvents(SqlConnection tx, List<EventRow> events) {
        if (events.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(events)
                .bigint(r -> r.book().portfolioKey())
                .text(r -> r.book().securityId())
                .text(r -> r.transaction().source())
                .text(r -> r.transaction().transactionId())
                .integer(EventRow::seq)
                .date(EventRow::date)
                .text(r -> r.event().lot().openedBy().source())
                .text(r -> r.event().lot().openedBy().transactionId())
                .integer(r -> r.event().lot().ordinal())
                .date(r -> r.event().lotOpened().date())
                .integer(r -> r.event().lotOpened().rank())
                .instant(r -> r.event().lotOpened().time())
                .text(r -> r.event().kind().name())
                .number(r -> r.event().quantity())
                .number(r -> r.event().cost())
                .number(r -> r.event().costBase().orNull())
                .number(r -> r.event().proceeds())
                .number(r -> r.event().proceedsBase().orNull())
                .number(r -> r.event().realized())
                .number(r -> r.event().realizedBase().orNull())
                .number(r -> r.event().priceEffectBase().orNull())
                .number(r -> r.event().fxEffectBase().orNull())
                .bool(r -> r.event().basisEstimated())
                .tuple();
        return tx.preparedQuery(UPSERT_EVENTS).execute(rows).replaceWithVoid();
    }

    /** Deletes the events of books booked again that their new bookings do not have. */
    static Uni<Void> deleteEvents(SqlConnection tx, List<BookTask> rebooked, List<EventRow> kept) {
        if (rebooked.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(rebooked)
                .bigint(t -> t.key().portfolioKey())
                .text(t -> t.key().securityId())
                .date(BookTask::from)
                .tuple();
        Tuple keys = Columns.of(kept)
                .bigint(r -> r.book().portfolioKey())
                .text(r -> r.book().securityId())
                .date(EventRow::date)
                .text(r -> r.transaction().source())
                .text(r -> r.transaction().transactionId())
                .integer(EventRow::seq)
                .tuple();
        for (int i = 0; i < keys.size(); i++) rows.addValue(keys.getValue(i));
        return tx.preparedQuery(DELETE_EVENTS).execute(rows).replaceWithVoid();
    }

    /** A row of {@code lot}, or of lot events summed up. */
    static Lot lotOf(Row row) {
        TransactionKey key = new TransactionKey(row.getString("lot_source"), row.getString("lot_transaction_id"));
        OrderKey opened = new OrderKey(
                row.getLocalDate("opened_on"),
                row.getShort("opened_rank"),
                row.getOffsetDateTime("opened_time").toInstant(),
                key);
        return new Lot(
                new LotId(key, row.getInteger("lot_ordinal")),
                opened,
                row.getBigDecimal("quantity"),
                row.getBigDecimal("cost"),
                BookLoader.base(row, "cost_base"),
                row.getBoolean("basis_estimated"));
    }
}
