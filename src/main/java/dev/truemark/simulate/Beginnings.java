package dev.truemark.simulate;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Where a former run ended, read from what the service itself made of it: the books, and the prices last told. */
@ApplicationScoped
class Beginnings {
    private static final String CASH = """
            SELECT p.portfolio_id, c.balance FROM portfolio p JOIN cash_balance c ON c.portfolio_key = p.key
            WHERE p.owner_id = $1 AND p.portfolio_id = ANY ($2::text[]) AND c.currency = $3""";
    private static final String HOLDINGS = """
            SELECT p.portfolio_id, h.security_id, h.quantity FROM portfolio p JOIN position h ON h.portfolio_key = p.key
            WHERE p.owner_id = $1 AND p.portfolio_id = ANY ($2::text[]) AND h.quantity >= 1""";
    private static final String PRICES = """
            SELECT wanted.key AS security_id, last.price FROM unnest($1::text[]) AS wanted(key)
            JOIN LATERAL (
                SELECT price FROM market_price m
                WHERE m.price_key = wanted.key AND NOT m.by_symbol AND NOT m.date_only
                ORDER BY m.price_time DESC LIMIT 1) last ON true""";

    private final Pool pool;

    Beginnings(Pool pool) {
        this.pool = pool;
    }

    /** @param firstDeposit cash of an account that has none yet */
    Uni<Simulation.Beginning> of(UUID owner, List<String> accounts, BigDecimal firstDeposit) {
        String[] ids = accounts.toArray(String[]::new);
        return pool.preparedQuery(CASH)
                .execute(Tuple.of(owner, ids, Listing.CURRENCY))
                .chain(cash -> pool.preparedQuery(HOLDINGS)
                        .execute(Tuple.of(owner, ids))
                        .map(holdings -> accounts(accounts, firstDeposit, cash, holdings)))
                .chain(found -> pool.preparedQuery(PRICES)
                        .execute(Tuple.of(
                                Listing.ALL.stream().map(Listing::securityId).toArray(String[]::new)))
                        .map(prices -> new Simulation.Beginning(prices(prices), found)));
    }

    private static List<SimulatedAccount> accounts(
            List<String> ids, BigDecimal firstDeposit, RowSet<Row> cash, RowSet<Row> holdings) {
        Map<String, BigDecimal> balances = new HashMap<>();
        cash.forEach(row -> balances.put(row.getString("portfolio_id"), row.getBigDecimal("balance")));
        Map<String, Map<String, BigDecimal>> held = new HashMap<>();
        for (Row row : holdings) {
            Listing.ofSecurity(row.getString("security_id"))
                    .ifPresent(listing -> held.computeIfAbsent(row.getString("portfolio_id"), any -> new HashMap<>())
                            .put(listing.symbol(), row.getBigDecimal("quantity")));
        }
        return ids.stream()
                .map(id -> new SimulatedAccount(
                        id, balances.getOrDefault(id, firstDeposit), held.getOrDefault(id, Map.of())))
                .toList();
    }

    private static Map<String, BigDecimal> prices(RowSet<Row> rows) {
        Map<String, BigDecimal> prices = new HashMap<>();
        StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getBigDecimal("price").signum() > 0)
                .forEach(row -> Listing.ofSecurity(row.getString("security_id"))
                        .ifPresent(listing -> prices.put(listing.symbol(), row.getBigDecimal("price"))));
        return prices;
    }
}
