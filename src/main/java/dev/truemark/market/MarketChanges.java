package dev.truemark.market;

import dev.truemark.core.market.MarketTime;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** From which day on the market is known differently at one stamp than it was at an earlier one. */
final class MarketChanges {
    /**
     * $1 securities, $2 the earlier stamp, $3 the later one. Any rate counts, since rates cross; new terms of an instrument
     * may change which prices are its own and how long they hold, so they count from the beginning.
     */
    private static final String EARLIEST = """
            WITH fresh AS MATERIALIZED (SELECT id FROM batch WHERE recorded_at > $2 AND recorded_at <= $3),
            key AS MATERIALIZED (
                SELECT v.security_id AS price_key, false AS by_symbol FROM unnest($1::text[]) AS v(security_id)
                UNION
                SELECT coalesce(i.symbol, v.security_id), true FROM unnest($1::text[]) AS v(security_id)
                LEFT JOIN LATERAL terms_of(v.security_id, $3) i ON true)
            SELECT min(at) FILTER (WHERE NOT date_only) AS earliest, min(at) FILTER (WHERE date_only) AS day FROM (
                SELECT p.price_time AS at, p.date_only FROM market_price p
                JOIN fresh ON fresh.id = p.batch_id
                JOIN key k ON k.price_key = p.price_key AND k.by_symbol = p.by_symbol
                WHERE p.batch_id >= (SELECT min(id) FROM fresh)
                UNION ALL
                SELECT r.rate_time, r.date_only FROM fx_rate r JOIN fresh ON fresh.id = r.batch_id
                UNION ALL
                SELECT '0001-01-01T00:00Z'::timestamptz, true FROM instrument_fact f
                JOIN fresh ON fresh.id = f.batch_id WHERE f.security_id = ANY($1)) change""";

    private MarketChanges() {}

    /** The day on which the earliest of them is, in {@code zone}. */
    static Uni<Optional<LocalDate>> earliest(
            SqlClient client, Collection<String> securityIds, Instant after, Instant until, ZoneId zone) {
        Tuple parameters = Tuple.of(securityIds.toArray(String[]::new), Columns.atUtc(after), Columns.atUtc(until));
        return client.preparedQuery(EARLIEST).execute(parameters).map(rows -> {
            for (Row row : rows) {
                Stream<LocalDate> timed = instant(row, "earliest").map(at -> LocalDate.ofInstant(at, zone)).stream();
                Stream<LocalDate> days = instant(row, "day").map(MarketTime::dateOf).stream();
                return Stream.concat(timed, days).min(LocalDate::compareTo);
            }
            return Optional.empty();
        });
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
