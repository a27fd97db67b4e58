package dev.truemark.market;

import dev.truemark.market.MarketFact.InstrumentTold;
import dev.truemark.market.MarketFact.PriceTold;
import dev.truemark.market.MarketFact.RateTold;
import dev.truemark.platform.messaging.InRecord;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a batch told: one statement per kind of fact, in the order in which it was told. What its partition
 * told last already is a replay and leaves no row; anything else is a new row of this batch.
 */
final class MarketRows {
    private static final String PRICES = """
            WITH told AS MATERIALIZED (
                SELECT v.* FROM unnest($1::text[], $2::bool[], $3::bool[], $4::timestamptz[], $5::text[], $6::text[]::numeric[],
                        $7::text[], $8::text[]::numeric[], $9::int[], $10::bigint[], $11::timestamptz[], $12::bool[]) WITH ORDINALITY
                    AS v(price_key, by_symbol, date_only, price_time, source, price, currency, volume, partition, kafka_offset,
                        told_at, changes, n)
                LEFT JOIN LATERAL (
                    SELECT p.price, p.currency, p.volume FROM market_price p
                    CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = p.batch_id OFFSET 0) b
                    WHERE p.price_key = v.price_key AND p.by_symbol = v.by_symbol AND p.date_only = v.date_only
                        AND p.price_time = v.price_time AND p.source = v.source AND p.partition = v.partition
                    ORDER BY b.recorded_at DESC, p.kafka_offset DESC LIMIT 1) known ON true
                WHERE v.changes OR (known.price, known.currency, known.volume) IS DISTINCT FROM (v.price, v.currency, v.volume)),
            kept AS (
                INSERT INTO market_price (price_key, by_symbol, date_only, price_time, source, batch_id, price, currency, volume,
                    partition, kafka_offset, told_at)
                SELECT price_key, by_symbol, date_only, price_time, source, $13, price, currency, volume, partition, kafka_offset,
                    told_at
                FROM told)
            SELECT n FROM told""";
    private static final String RATES = """
            WITH told AS MATERIALIZED (
                SELECT v.* FROM unnest($1::text[], $2::text[], $3::bool[], $4::timestamptz[], $5::text[], $6::text[]::numeric[],
                        $7::int[], $8::bigint[], $9::timestamptz[], $10::bool[]) WITH ORDINALITY
                    AS v(from_currency, to_currency, date_only, rate_time, source, rate, partition, kafka_offset, told_at, changes, n)
                LEFT JOIN LATERAL (
                    SELECT r.rate FROM fx_rate r
                    CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = r.batch_id OFFSET 0) b
                    WHERE r.from_currency = v.from_currency AND r.to_currency = v.to_currency AND r.date_only = v.date_only
                        AND r.rate_time = v.rate_time AND r.source = v.source AND r.partition = v.partition
                    ORDER BY b.recorded_at DESC, r.kafka_offset DESC LIMIT 1) known ON true
                WHERE v.changes OR known.rate IS DISTINCT FROM v.rate),
            kept AS (
                INSERT INTO fx_rate (from_currency, to_currency, date_only, rate_time, source, batch_id, rate, partition, kafka_offset,
                    told_at)
                SELECT from_currency, to_currency, date_only, rate_time, source, $11, rate, partition, kafka_offset, told_at
                FROM told)
            SELECT n FROM told""";
    private static final String INSTRUMENTS = """
            WITH told AS MATERIALIZED (
                SELECT v.*, former.symbol AS former_symbol
                FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                        $9::text[], $10::text[]::jsonb[], $11::int[], $12::bigint[], $13::timestamptz[], $14::bool[]) WITH ORDINALITY
                    AS v(security_id, symbol, name, isin, currency, product_type, asset_class, sector, country, terms, partition,
                        kafka_offset, told_at, changes, n)
                LEFT JOIN LATERAL (
                    SELECT f.* FROM instrument_fact f
                    CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = f.batch_id OFFSET 0) b
                    WHERE f.security_id = v.security_id AND f.partition = v.partition
                    ORDER BY b.recorded_at DESC, f.kafka_offset DESC LIMIT 1) known ON true
                LEFT JOIN LATERAL terms_of(v.security_id, 'infinity') former ON true
                WHERE v.changes OR (known.security_id, known.symbol, known.name, known.isin, known.currency, known.product_type,
                        known.asset_class, known.sector, known.country, known.terms)
                    IS DISTINCT FROM (v.security_id, v.symbol, v.name, v.isin, v.currency, v.product_type,
                        v.asset_class, v.sector, v.country, v.terms)),
            kept AS (
                INSERT INTO instrument_fact (security_id, batch_id, symbol, name, isin, currency, product_type, asset_class,
                    sector, country, terms, partition, kafka_offset, told_at)
                SELECT security_id, $15, symbol, name, isin, currency, product_type, asset_class, sector, country, terms, partition,
                    kafka_offset, told_at FROM told)
            SELECT n, former_symbol FROM told""";

    private MarketRows() {}

    /**
     * A fact with the record that told it.
     *
     * @param changes whether the same batch has another word before it, of the same partition on the same fact
     */
    record Told<F extends MarketFact>(F fact, InRecord record, boolean changes) {}

    /** New terms of an instrument; {@code formerSymbol} may be null. */
    record NewTerms(Told<InstrumentTold> told, String formerSymbol) {}

    /** Returns those that were new. */
    static Uni<List<Told<PriceTold>>> keepPrices(SqlConnection tx, long batchId, List<Told<PriceTold>> told) {
        if (told.isEmpty()) return Uni.createFrom().item(List.of());
        Tuple rows = Columns.of(told)
                .text(t -> t.fact().key().key())
                .bool(t -> t.fact().key().bySymbol())
                .bool(t -> t.fact().price().dateOnly())
                .instant(t -> t.fact().price().at())
                .text(t -> t.fact().price().source())
                .number(t -> t.fact().price().price())
                .text(t -> t.fact().price().currency())
                .number(t -> t.fact().volume().orElse(null))
                .integer(t -> t.record().partition())
                .bigint(t -> t.record().offset())
                .instant(t -> t.record().at())
                .bool(Told::changes)
                .tuple()
                .addLong(batchId);
        return tx.preparedQuery(PRICES).execute(rows).map(kept -> newOnes(told, kept));
    }

    static Uni<List<Told<RateTold>>> keepRates(SqlConnection tx, long batchId, List<Told<RateTold>> told) {
        if (told.isEmpty()) return Uni.createFrom().item(List.of());
        Tuple rows = Columns.of(told)
                .text(t -> t.fact().quote().from())
                .text(t -> t.fact().quote().to())
                .bool(t -> t.fact().quote().dateOnly())
                .instant(t -> t.fact().quote().at())
                .text(t -> t.fact().quote().source())
                .number(t -> t.fact().quote().rate())
                .integer(t -> t.record().partition())
                .bigint(t -> t.record().offset())
                .instant(t -> t.record().at())
                .bool(Told::changes)
                .tuple()
                .addLong(batchId);
        return tx.preparedQuery(RATES).execute(rows).map(kept -> newOnes(told, kept));
    }

    static Uni<List<NewTerms>> keepInstruments(SqlConnection tx, long batchId, List<Told<InstrumentTold>> told) {
        if (told.isEmpty()) return Uni.createFrom().item(List.of());
        Tuple rows = Columns.of(told)
                .text(t -> t.fact().instrument().securityId())
                .text(t -> t.fact().instrument().symbol().orElse(null))
                .text(t -> t.fact().instrument().name().orElse(null))
                .text(t -> t.fact().instrument().isin().orElse(null))
                .text(t -> t.fact().instrument().currency().orElse(null))
                .text(t -> t.fact().instrument().productType().orElse(null))
                .text(t -> t.fact().instrument().assetClass().orElse(null))
                .text(t -> t.fact().instrument().sector().orElse(null))
                .text(t -> t.fact().instrument().country().orElse(null))
                .text(t -> t.fact().instrument().terms().orElse(null))
                .integer(t -> t.record().partition())
                .bigint(t -> t.record().offset())
                .instant(t -> t.record().at())
                .bool(Told::changes)
                .tuple()
                .addLong(batchId);
        return tx.preparedQuery(INSTRUMENTS).execute(rows).map(kept -> {
            List<NewTerms> all = new ArrayList<>();
            for (Row row : kept) {
                all.add(new NewTerms(told.get(row.getLong("n").intValue() - 1), row.getString("former_symbol")));
            }
            return all;
        });
    }

    private static <F extends MarketFact> List<Told<F>> newOnes(List<Told<F>> told, RowSet<Row> kept) {
        List<Told<F>> all = new ArrayList<>();
        for (Row row : kept) all.add(told.get(row.getLong("n").intValue() - 1));
        return all;
    }
}
