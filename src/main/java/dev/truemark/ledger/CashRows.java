package dev.truemark.ledger;

import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Cash per currency, moved by what a batch changed. */
final class CashRows {
    private static final String MOVE = """
            INSERT INTO cash_balance AS c (portfolio_key, currency, balance)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[]::numeric[])
            ON CONFLICT (portfolio_key, currency) DO UPDATE SET balance = c.balance + excluded.balance""";

    private CashRows() {}

    record CashKey(long portfolioKey, String currency) {}

    static Uni<Void> move(SqlConnection tx, Map<CashKey, BigDecimal> moves) {
        List<Map.Entry<CashKey, BigDecimal>> moved = moves.entrySet().stream()
                .filter(m -> m.getValue().signum() != 0)
                .toList();
        if (moved.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(moved)
                .bigint(m -> m.getKey().portfolioKey())
                .text(m -> m.getKey().currency())
                .number(Map.Entry::getValue)
                .tuple();
        return tx.preparedQuery(MOVE).execute(rows).replaceWithVoid();
    }
}
