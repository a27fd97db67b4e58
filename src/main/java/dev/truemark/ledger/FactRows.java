package dev.truemark.ledger;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;

/** Transactions as told: written once, read whole. */
final class FactRows {
    /** The columns of a fact {@code f}, prefixed so that they can stand beside another table's. */
    static final String COLUMNS = """
            f.source AS f_source, f.transaction_id AS f_transaction_id, f.revision AS f_revision, f.reversed AS f_reversed,
            f.content_hash AS f_content_hash, f.type AS f_type, f.security_id AS f_security_id, f.symbol AS f_symbol,
            f.trade_date AS f_trade_date, f.trade_time AS f_trade_time, f.settlement_date AS f_settlement_date,
            f.quantity AS f_quantity, f.price AS f_price, f.gross AS f_gross, f.fees AS f_fees, f.taxes AS f_taxes,
            f.withholding_tax AS f_withholding_tax, f.accrued_interest AS f_accrued_interest, f.currency AS f_currency,
            f.fx_rate AS f_fx_rate, f.ratio AS f_ratio, f.notes AS f_notes, f.details::text AS f_details""";

    private static final String INSERT = """
            INSERT INTO transaction_fact (portfolio_key, source, transaction_id, revision, batch_id, superseded_batch, content_hash,
                reversed, type, security_id, symbol, trade_date, trade_time, settlement_date, quantity, price, gross, fees, taxes,
                withholding_tax, accrued_interest, currency, fx_rate, ratio, notes, details)
            SELECT portfolio_key, source, transaction_id, revision, $25::bigint, CASE WHEN late THEN $25::bigint END, content_hash,
                reversed, type, security_id, symbol, trade_date, trade_time, settlement_date, quantity, price, gross, fees, taxes,
                withholding_tax, accrued_interest, currency, fx_rate, ratio, notes, details::jsonb
            FROM unnest($1::bigint[], $2::text[], $3::text[], $4::int[], $5::boolean[], $6::text[], $7::boolean[], $8::text[],
                $9::text[], $10::text[], $11::date[], $12::timestamptz[], $13::date[], $14::text[]::numeric[],
                $15::text[]::numeric[], $16::text[]::numeric[], $17::text[]::numeric[], $18::text[]::numeric[],
                $19::text[]::numeric[], $20::text[]::numeric[], $21::text[], $22::text[]::numeric[], $23::text[]::numeric[],
                $24::text[], $26::text[])
                AS v(portfolio_key, source, transaction_id, revision, late, content_hash, reversed, type, security_id, symbol,
                trade_date, trade_time, settlement_date, quantity, price, gross, fees, taxes, withholding_tax, accrued_interest,
                currency, fx_rate, ratio, notes, details)""";
    private static final String SUPERSEDE = """
            UPDATE transaction_fact f SET superseded_batch = $5::bigint
            FROM unnest($1::bigint[], $2::text[], $3::text[], $4::int[]) AS v(portfolio_key, source, transaction_id, revision)
            WHERE f.portfolio_key = v.portfolio_key AND f.source = v.source AND f.transaction_id = v.transaction_id
              AND f.revision < v.revision AND f.superseded_batch IS NULL""";

    private FactRows() {}

    /** A fact to keep; {@code late} when a greater revision is known already. */
    record NewFact(long portfolioKey, Fact fact, boolean late) {}

    static Uni<Void> insert(SqlConnection tx, long batchId, List<NewFact> facts) {
        if (facts.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(facts)
                .bigint(NewFact::portfolioKey)
                .text(n -> n.fact().key().source())
                .text(n -> n.fact().key().transactionId())
                .integer(n -> n.fact().revision())
                .bool(NewFact::late)
                .text(n -> n.fact().contentHash())
                .bool(n -> n.fact().reversed())
                .text(n -> n.fact().type().name())
                .text(n -> n.fact().securityId())
                .text(n -> n.fact().symbol())
                .date(n -> n.fact().tradeDate())
                .instant(n -> n.fact().tradeTime())
                .date(n -> n.fact().settlementDate())
                .number(n -> n.fact().quantity())
                .number(n -> n.fact().price())
                .number(n -> n.fact().gross())
                .number(n -> n.fact().fees())
                .number(n -> n.fact().taxes())
                .number(n -> n.fact().withholdingTax())
                .number(n -> n.fact().accruedInterest())
                .text(n -> n.fact().currency())
                .number(n -> n.fact().fxRate())
                .number(n -> n.fact().ratio())
                .text(n -> n.fact().notes())
                .value(batchId)
                .text(n -> n.fact().details())
                .tuple();
        return tx.preparedQuery(INSERT).execute(rows).replaceWithVoid();
    }

    /** Marks the revisions that {@code newest} replace. */
    static Uni<Void> supersede(SqlConnection tx, long batchId, List<NewFact> newest) {
        if (newest.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(newest)
                .bigint(NewFact::portfolioKey)
                .text(n -> n.fact().key().source())
                .text(n -> n.fact().key().transactionId())
                .integer(n -> n.fact().revision())
                .value(batchId)
                .tuple();
        return tx.preparedQuery(SUPERSEDE).execute(rows).replaceWithVoid();
    }

    static Fact of(Row row) {
        OffsetDateTime time = row.getOffsetDateTime("f_trade_time");
        return new Fact(
                new TransactionKey(row.getString("f_source"), row.getString("f_transaction_id")),
                row.getInteger("f_revision"),
                row.getBoolean("f_reversed"),
                row.getString("f_content_hash"),
                TransactionType.valueOf(row.getString("f_type")),
                row.getString("f_security_id"),
                row.getString("f_symbol"),
                row.getLocalDate("f_trade_date"),
                time == null ? null : time.toInstant(),
                row.getLocalDate("f_settlement_date"),
                row.getBigDecimal("f_quantity"),
                row.getBigDecimal("f_price"),
                row.getBigDecimal("f_gross"),
                row.getBigDecimal("f_fees"),
                row.getBigDecimal("f_taxes"),
                row.getBigDecimal("f_withholding_tax"),
                row.getBigDecimal("f_accrued_interest"),
                row.getString("f_currency"),
                row.getBigDecimal("f_fx_rate"),
                row.getBigDecimal("f_ratio"),
                row.getString("f_notes"),
                row.getString("f_details"));
    }
}
