package dev.truemark.provider;

import dev.truemark.market.MarketReads;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What anybody holds now, and of which days its prices are known. */
@ApplicationScoped
class HeldSecurities {
    private static final String HELD = """
            SELECT DISTINCT p.security_id COLLATE "C" AS security_id FROM position p JOIN portfolio f ON f.key = p.portfolio_key
            WHERE p.quantity <> 0 AND f.deleted_at IS NULL
            ORDER BY 1 LIMIT $1""";

    /** Days with a price of anybody else, or with a close of ours. */
    private static final String DAYS = """
            SELECT DISTINCT s.security_id, (p.price_time AT TIME ZONE 'UTC')::date AS day
            FROM unnest($1::text[], $2::text[]) AS s(security_id, symbol)
            CROSS JOIN LATERAL (VALUES (s.security_id, false), (s.symbol, true)) AS k(price_key, by_symbol)
            CROSS JOIN (VALUES (false), (true)) AS d(date_only)
            JOIN market_price p ON p.price_key = k.price_key AND p.by_symbol = k.by_symbol AND p.date_only = d.date_only
                AND p.price_time >= $3 AND p.price_time < $4
            WHERE p.source <> $5 OR p.date_only""";

    private final Pool pool;
    private final MarketReads market;

    HeldSecurities(Pool pool, MarketReads market) {
        this.pool = pool;
        this.market = market;
    }

    /**
     * By id, byte by byte.
     *
     * @param symbols what the provider calls some of them
     */
    Uni<List<Held>> all(int limit, Map<String, String> symbols) {
        return pool.preparedQuery(HELD).execute(Tuple.of(limit)).chain(rows -> {
            List<String> ids = new ArrayList<>();
            for (Row row : rows) ids.add(row.getString("security_id"));
            return market.instruments(pool, ids, Optional.empty())
                    .map(known -> ids.stream()
                            .map(id -> Held.of(id, Optional.ofNullable(known.get(id)), symbols))
                            .toList());
        });
    }

    /**
     * The days, in UTC, of which each security needs no close from us.
     *
     * @param until exclusive
     */
    Uni<Map<String, Set<LocalDate>>> knownDays(List<Held> all, String source, LocalDate from, LocalDate until) {
        Tuple parameters = Columns.of(all)
                .text(Held::securityId)
                .text(Held::priceSymbol)
                .value(from.atStartOfDay().atOffset(ZoneOffset.UTC))
                .value(until.atStartOfDay().atOffset(ZoneOffset.UTC))
                .value(source)
                .tuple();
        return pool.preparedQuery(DAYS).execute(parameters).map(rows -> {
            Map<String, Set<LocalDate>> days = new HashMap<>();
            for (Row row : rows) {
                days.computeIfAbsent(row.getString("security_id"), id -> new HashSet<>())
                        .add(row.getLocalDate("day"));
            }
            return days;
        });
    }
}
