package dev.truemark.market;

import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The newest known terms of instruments. */
final class InstrumentReads {
    private static final String NEWEST = """
            SELECT i.*, i.terms::text AS terms_text
            FROM unnest($1::text[]) AS v(security_id) CROSS JOIN LATERAL terms_of(v.security_id, $2) i""";
    private static final String OF_SYMBOLS = """
            SELECT v.symbol, min(c.security_id COLLATE "C") AS security_id
            FROM unnest($1::text[]) AS v(symbol)
            CROSS JOIN LATERAL (SELECT DISTINCT f.security_id FROM instrument_fact f WHERE f.symbol = v.symbol) c
            CROSS JOIN LATERAL terms_of(c.security_id, $2) newest
            WHERE newest.symbol = v.symbol
            GROUP BY v.symbol""";

    private InstrumentReads() {}

    static Uni<Map<String, Instrument>> byId(SqlClient client, Collection<String> ids, Instant knownAt) {
        return client.preparedQuery(NEWEST).execute(parameters(ids, knownAt)).map(rows -> {
            Map<String, Instrument> found = new HashMap<>();
            for (Row row : rows) found.put(row.getString("security_id"), of(row));
            return found;
        });
    }

    static Uni<Map<String, String>> idsBySymbol(SqlClient client, Collection<String> symbols, Instant knownAt) {
        return client.preparedQuery(OF_SYMBOLS)
                .execute(parameters(symbols, knownAt))
                .map(rows -> {
                    Map<String, String> found = new HashMap<>();
                    for (Row row : rows) found.put(row.getString("symbol"), row.getString("security_id"));
                    return found;
                });
    }

    private static Tuple parameters(Collection<String> names, Instant knownAt) {
        return Tuple.of(names.stream().distinct().toArray(String[]::new)).addValue(Columns.atUtc(knownAt));
    }

    static Instrument of(Row row) {
        return new Instrument(
                row.getString("security_id"),
                text(row, "symbol"),
                text(row, "name"),
                text(row, "isin"),
                text(row, "currency"),
                text(row, "product_type"),
                text(row, "asset_class"),
                text(row, "sector"),
                text(row, "country"),
                text(row, "terms_text"));
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }
}
