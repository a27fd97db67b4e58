package dev.truemark.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The fields of a portfolio that its books do not depend on. */
final class ProfileRows {
    /** The base currency and the time zone are open until the first booking. */
    private static final String DESCRIBE = """
            UPDATE portfolio SET
                name = coalesce($2, name), description = coalesce($3, description), open_date = coalesce($6, open_date),
                close_date = coalesce($7, close_date), risk_horizon = coalesce($8, risk_horizon),
                benchmark_id = coalesce($9, benchmark_id),
                base_currency = CASE WHEN version = 0 THEN coalesce($4, base_currency) ELSE base_currency END,
                time_zone = CASE WHEN version = 0 THEN coalesce($5, time_zone) ELSE time_zone END,
                updated_at = now()
            WHERE key = $1""";

    private ProfileRows() {}

    static Uni<Void> describe(SqlConnection tx, long portfolioKey, Command.Profile p) {
        Tuple row = Tuple.tuple()
                .addLong(portfolioKey)
                .addString(p.name())
                .addString(p.description())
                .addString(p.baseCurrency())
                .addString(p.timeZone())
                .addLocalDate(p.openDate())
                .addLocalDate(p.closeDate())
                .addString(p.riskHorizon())
                .addString(p.benchmarkId());
        return tx.preparedQuery(DESCRIBE).execute(row).replaceWithVoid();
    }
}
