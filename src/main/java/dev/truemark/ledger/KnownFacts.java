package dev.truemark.ledger;

import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.market.Price;
import dev.truemark.core.money.Conversion;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The transactions of a portfolio as believed at an instant, with what their bookings took from outside by then. */
final class KnownFacts {
    /** $1 portfolio key, $2 known_at, $3 whether reversed ones count too. */
    private static final String SQL = """
            SELECT f.*, i.security_id AS i_security_id, i.fx_multiplier AS i_fx_multiplier, i.fx_divisor AS i_fx_divisor,
                   i.fx_time AS i_fx_time, i.price AS i_price, i.price_time AS i_price_time, i.price_dated AS i_price_dated,
                   i.price_source AS i_price_source, i.batch_id IS NOT NULL AS has_input
            FROM (
                SELECT DISTINCT ON (f.source, f.transaction_id) f.portfolio_key, %s, fb.recorded_at AS f_recorded_at
                FROM transaction_fact f JOIN batch fb ON fb.id = f.batch_id
                WHERE f.portfolio_key = $1 AND fb.recorded_at <= $2
                ORDER BY f.source, f.transaction_id, f.revision DESC) f
            LEFT JOIN LATERAL (
                SELECT i.* FROM booking_input i JOIN batch ib ON ib.id = i.batch_id
                WHERE i.portfolio_key = f.portfolio_key AND i.source = f.f_source AND i.transaction_id = f.f_transaction_id
                  AND i.revision = f.f_revision AND ib.recorded_at <= $2
                ORDER BY ib.recorded_at DESC LIMIT 1) i ON true
            WHERE $3 OR NOT f.f_reversed""".formatted(FactRows.COLUMNS);

    private KnownFacts() {}

    /** A transaction as told, when, and as it is booked. */
    record Known(Fact told, Instant recordedAt, Transaction transaction) {}

    static Uni<List<Known>> load(SqlConnection snapshot, BooksHead head) {
        return snapshot.preparedQuery(SQL)
                .execute(Tuple.of(head.key(), Columns.atUtc(head.knownAt()), false))
                .map(rows -> DerivedBooks.listOf(rows, row -> known(row, head)));
    }

    /** The newest word on every transaction, also that it is reversed. */
    static Uni<List<BelievedFact>> believed(SqlConnection snapshot, BooksHead head) {
        return snapshot.preparedQuery(SQL)
                .execute(Tuple.of(head.key(), Columns.atUtc(head.knownAt()), true))
                .map(rows -> DerivedBooks.listOf(rows, row -> {
                    OffsetDateTime used = row.getOffsetDateTime("i_fx_time");
                    return BelievedFact.of(known(row, head), used == null ? null : used.toInstant(), price(row));
                }));
    }

    private static Known known(Row row, BooksHead head) {
        Fact told = FactRows.of(row);
        Fact.Input input = row.getBoolean("has_input") ? taken(row, told, head) : told.ownInput(head.baseCurrency());
        return new Known(told, row.getOffsetDateTime("f_recorded_at").toInstant(), told.toTransaction(input));
    }

    private static Fact.Input taken(Row row, Fact told, BooksHead head) {
        String security = row.getString("i_security_id");
        Fact.Input own = told.ownInput(head.baseCurrency());
        Conversion toBase = row.getBigDecimal("i_fx_multiplier") == null
                ? own.toBase()
                : new Conversion.Known(row.getBigDecimal("i_fx_multiplier"), row.getBigDecimal("i_fx_divisor"));
        return new Fact.Input(
                security == null ? own.securityId() : security, toBase, null, row.getBigDecimal("i_price"));
    }

    private static Optional<Price> price(Row row) {
        if (row.getBigDecimal("i_price") == null) return Optional.empty();
        return Optional.of(new Price(
                row.getBigDecimal("i_price"),
                row.getString("f_currency"),
                row.getOffsetDateTime("i_price_time").toInstant(),
                row.getBoolean("i_price_dated"),
                row.getString("i_price_source")));
    }
}
