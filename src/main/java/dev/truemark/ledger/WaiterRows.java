package dev.truemark.ledger;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** What each booking could still learn from outside. */
final class WaiterRows {
    /** A pair of currencies, in alphabetical order: {@code EUR/USD}. */
    static final String RATE = "RATE";
    /** One currency, of a booking whose rate is a cross or missing: any pair with it may matter. */
    static final String CROSS = "CROSS";
    /** A symbol whose instrument may become known, or another. */
    static final String SYMBOL = "SYMBOL";

    /** A security whose price may become known, or another. */
    static final String PRICE = "PRICE";

    private static final String UPSERT = """
            INSERT INTO waiter (portfolio_key, source, transaction_id, kind, ref, needed_at, used_at)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[])
            ON CONFLICT (portfolio_key, source, transaction_id, kind, ref) DO UPDATE
            SET needed_at = excluded.needed_at, used_at = excluded.used_at""";
    private static final String DELETE = """
            DELETE FROM waiter w USING unnest($1::bigint[], $2::text[], $3::text[]) AS v(portfolio_key, source, transaction_id)
            WHERE w.portfolio_key = v.portfolio_key AND w.source = v.source AND w.transaction_id = v.transaction_id""";

    private WaiterRows() {}

    record Waiter(long portfolioKey, TransactionKey key, String kind, String ref, Instant neededAt, Instant usedAt) {}

    record Gone(long portfolioKey, TransactionKey key) {}

    static Uni<Void> upsert(SqlConnection tx, List<Waiter> waiters) {
        if (waiters.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(waiters)
                .bigint(Waiter::portfolioKey)
                .text(w -> w.key().source())
                .text(w -> w.key().transactionId())
                .text(Waiter::kind)
                .text(Waiter::ref)
                .instant(Waiter::neededAt)
                .instant(Waiter::usedAt)
                .tuple();
        return tx.preparedQuery(UPSERT).execute(rows).replaceWithVoid();
    }

    static Uni<Void> delete(SqlConnection tx, List<Gone> gone) {
        if (gone.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(gone)
                .bigint(Gone::portfolioKey)
                .text(g -> g.key().source())
                .text(g -> g.key().transactionId())
                .tuple();
        return tx.preparedQuery(DELETE).execute(rows).replaceWithVoid();
    }

    static String pair(String one, String other) {
        return one.compareTo(other) < 0 ? one + "/" + other : other + "/" + one;
    }
}
