package dev.truemark.ledger;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.market.Price;
import dev.truemark.core.money.Conversion;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** What each transaction did, and what it took from outside to do it. */
final class BookingRows {
    private static final String UPSERT = """
            INSERT INTO booking (portfolio_key, source, transaction_id, revision, security_id, trade_date, status, reason, waiting_for,
                net_cost, net_cost_base, proceeds, realized, realized_base, income, income_base, cash_currency, cash_amount,
                fx_multiplier, fx_divisor, target_security_id, bought_currency, bought_amount, found_price)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::int[], $5::text[], $6::date[], $7::text[], $8::text[],
                $9::text[], $10::text[]::numeric[], $11::text[]::numeric[], $12::text[]::numeric[], $13::text[]::numeric[],
                $14::text[]::numeric[], $15::text[]::numeric[], $16::text[]::numeric[], $17::text[], $18::text[]::numeric[],
                $19::text[]::numeric[], $20::text[]::numeric[], $21::text[], $22::text[], $23::text[]::numeric[],
                $24::text[]::numeric[])
            ON CONFLICT (portfolio_key, source, transaction_id) DO UPDATE
            SET revision = excluded.revision, security_id = excluded.security_id, trade_date = excluded.trade_date,
                status = excluded.status, reason = excluded.reason, waiting_for = excluded.waiting_for, net_cost = excluded.net_cost,
                net_cost_base = excluded.net_cost_base, proceeds = excluded.proceeds, realized = excluded.realized,
                realized_base = excluded.realized_base, income = excluded.income, income_base = excluded.income_base,
                cash_currency = excluded.cash_currency, cash_amount = excluded.cash_amount, fx_multiplier = excluded.fx_multiplier,
                fx_divisor = excluded.fx_divisor, target_security_id = excluded.target_security_id,
                bought_currency = excluded.bought_currency, bought_amount = excluded.bought_amount,
                found_price = excluded.found_price""";
    private static final String DELETE = """
            DELETE FROM booking b USING unnest($1::bigint[], $2::text[], $3::text[]) AS v(portfolio_key, source, transaction_id)
            WHERE b.portfolio_key = v.portfolio_key AND b.source = v.source AND b.transaction_id = v.transaction_id""";
    private static final String KEEP_INPUT = """
            INSERT INTO booking_input (portfolio_key, source, transaction_id, revision, batch_id, security_id, fx_multiplier,
                fx_divisor, fx_time, price, price_time, price_dated, price_source)
            SELECT portfolio_key, source, transaction_id, revision, $13::bigint, security_id, fx_multiplier, fx_divisor, fx_time,
                price, price_time, price_dated, price_source
            FROM unnest($1::bigint[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[]::numeric[], $7::text[]::numeric[],
                $8::timestamptz[], $9::text[]::numeric[], $10::timestamptz[], $11::boolean[], $12::text[])
                AS v(portfolio_key, source, transaction_id, revision, security_id, fx_multiplier, fx_divisor, fx_time,
                    price, price_time, price_dated, price_source)""";

    private BookingRows() {}

    static Uni<Void> upsert(SqlConnection tx, List<BookedRow> bookings) {
        if (bookings.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = keys(bookings)
                .integer(BookedRow::revision)
                .text(BookedRow::securityId)
                .date(BookedRow::tradeDate)
                .text(BookedRow::status)
                .text(BookedRow::reason)
                .text(BookedRow::waitingFor)
                .number(BookedRow::netCost)
                .number(BookedRow::netCostBase)
                .number(BookedRow::proceeds)
                .number(BookedRow::realized)
                .number(BookedRow::realizedBase)
                .number(BookedRow::income)
                .number(BookedRow::incomeBase)
                .text(BookedRow::cashCurrency)
                .number(BookedRow::cashAmount)
                .number(BookedRow::fxMultiplier)
                .number(BookedRow::fxDivisor)
                .text(BookedRow::targetSecurityId)
                .text(BookedRow::boughtCurrency)
                .number(BookedRow::boughtAmount)
                .number(BookedRow::foundPrice)
                .tuple();
        return tx.preparedQuery(UPSERT).execute(rows).replaceWithVoid();
    }

    static Uni<Void> delete(SqlConnection tx, List<BookedRow> bookings) {
        if (bookings.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery(DELETE).execute(keys(bookings).tuple()).replaceWithVoid();
    }

    private static Columns<BookedRow> keys(List<BookedRow> bookings) {
        return Columns.of(bookings)
                .bigint(BookedRow::portfolioKey)
                .text(b -> b.key().source())
                .text(b -> b.key().transactionId());
    }

    /**
     * What a booking took from outside, to be kept for ever.
     *
     * @param price the quote whose price it took; null where it took none
     */
    record TakenInput(long portfolioKey, Fact fact, Fact.Input input, Price price) {}

    static Uni<Void> keepInputs(SqlConnection tx, long batchId, List<TakenInput> inputs) {
        if (inputs.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(inputs)
                .bigint(TakenInput::portfolioKey)
                .text(i -> i.fact().key().source())
                .text(i -> i.fact().key().transactionId())
                .integer(i -> i.fact().revision())
                .text(i -> i.input().securityId())
                .number(i -> i.input().toBase() instanceof Conversion.Known k ? k.multiplier() : null)
                .number(i -> i.input().toBase() instanceof Conversion.Known k ? k.divisor() : null)
                .instant(i -> i.input().rateTime())
                .number(i -> i.price() == null ? null : i.price().price())
                .instant(i -> i.price() == null ? null : i.price().at())
                .bool(i -> i.price() == null ? null : i.price().dateOnly())
                .text(i -> i.price() == null ? null : i.price().source())
                .value(batchId)
                .tuple();
        return tx.preparedQuery(KEEP_INPUT).execute(rows).replaceWithVoid();
    }

    /** What a booking that stands took from outside. */
    static Fact.Input input(BookedRow row) {
        Conversion toBase = row.fxMultiplier() == null
                ? Conversion.UNKNOWN
                : new Conversion.Known(row.fxMultiplier(), row.fxDivisor());
        return new Fact.Input(row.securityId(), toBase, null, row.foundPrice());
    }

    static BookedRow of(Row row) {
        return new BookedRow(
                row.getLong("portfolio_key"),
                new TransactionKey(row.getString("source"), row.getString("transaction_id")),
                row.getInteger("revision"),
                row.getString("security_id"),
                row.getLocalDate("trade_date"),
                row.getString("status"),
                row.getString("reason"),
                row.getString("waiting_for"),
                row.getBigDecimal("net_cost"),
                row.getBigDecimal("net_cost_base"),
                row.getBigDecimal("proceeds"),
                row.getBigDecimal("realized"),
                row.getBigDecimal("realized_base"),
                row.getBigDecimal("income"),
                row.getBigDecimal("income_base"),
                row.getString("cash_currency"),
                row.getBigDecimal("cash_amount"),
                row.getBigDecimal("fx_multiplier"),
                row.getBigDecimal("fx_divisor"),
                row.getString("target_security_id"),
                row.getString("bought_currency"),
                row.getBigDecimal("bought_amount"),
                row.getBigDecimal("found_price"));
    }
}
