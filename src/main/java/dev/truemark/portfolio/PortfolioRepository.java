package dev.truemark.portfolio;

import dev.truemark.core.ledger.Policy;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Sorting;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of portfolios. The books of a portfolio are written by the ledger alone. */
@ApplicationScoped
class PortfolioRepository {
    static final Sorting<Portfolio> SORTING = new Sorting<Portfolio>()
            .text("portfolio_id", "p.portfolio_id", Portfolio::portfolioId)
            .text("name", "p.name", Portfolio::name)
            .text("base_currency", "p.base_currency", Portfolio::baseCurrency)
            .value("created_at", "p.created_at", Portfolio::createdAt)
            .value("updated_at", "p.updated_at", Portfolio::updatedAt)
            .byDefault("portfolio_id");

    private static final String SELECT = """
            SELECT p.*, y.cost_method, y.oversell, y.dividend_treatment, y.cash_tracking, y.fees_in_cost,
                   y.entries::text AS policy_entries, y.revision AS policy_revision
            FROM portfolio p
            LEFT JOIN LATERAL (
                SELECT y.* FROM portfolio_policy y JOIN batch b ON b.id = y.batch_id
                WHERE y.portfolio_key = p.key ORDER BY b.recorded_at DESC LIMIT 1) y ON true
            WHERE p.owner_id = $1 AND p.deleted_at IS NULL""";
    private static final String FIND =
            SELECT + " AND (p.portfolio_id = $2 OR p.id = $3) ORDER BY p.id = $3 DESC NULLS LAST LIMIT 1";
    private static final String LIST = SELECT + " ORDER BY %s LIMIT $2 OFFSET $3";
    private static final String INSERT = """
            INSERT INTO portfolio (id, owner_id, portfolio_id, name, description, base_currency, time_zone, open_date, close_date,
                risk_horizon, benchmark_id, batch_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (owner_id, portfolio_id) DO NOTHING RETURNING key""";
    private static final String POLICY = """
            INSERT INTO portfolio_policy (portfolio_key, batch_id, cost_method, oversell, dividend_treatment, cash_tracking, fees_in_cost)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""";
    /** The currency and the zone only while nothing is booked: no row comes back otherwise. */
    private static final String UPDATE = """
            UPDATE portfolio SET name = coalesce($3, name), description = coalesce($4, description),
                base_currency = coalesce($5, base_currency), time_zone = coalesce($6, time_zone),
                open_date = coalesce($7, open_date), close_date = coalesce($8, close_date),
                risk_horizon = coalesce($9, risk_horizon), benchmark_id = coalesce($10, benchmark_id), updated_at = now()
            WHERE owner_id = $1 AND id = $2 AND deleted_at IS NULL
              AND (version = 0 OR base_currency = coalesce($5, base_currency) AND time_zone = coalesce($6, time_zone))
            RETURNING key""";

    private static final String DELETE =
            "UPDATE portfolio SET deleted_at = now(), updated_at = now() WHERE owner_id = $1 AND id = $2 AND deleted_at IS NULL";

    private final Pool pool;

    PortfolioRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Portfolio>> find(UUID owner, String portfolioId, Optional<UUID> id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(owner, portfolioId, id.orElse(null)))
                .map(rows -> of(rows).stream().findFirst());
    }

    Uni<Page<Portfolio>> list(UUID owner, Sorting.Order<Portfolio> order, PageRequest page) {
        return pool.preparedQuery(LIST.formatted(order.sql()))
                .execute(Tuple.of(owner, (long) page.limit() + 1, (long) page.offset()))
                .map(rows -> Page.ofOneMore(of(rows), page));
    }

    /** The row and its first policy, of one batch; empty if the owner has, or had, a portfolio of that id. */
    Uni<Optional<Portfolio>> insert(
            SqlConnection tx, long batch, UUID owner, UUID id, String portfolioId, PortfolioFields fields) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.of(id, owner, portfolioId, fields.name() == null ? portfolioId : fields.name())
                        .addString(fields.description())
                        .addString(fields.baseCurrency())
                        .addString(fields.timeZone() == null ? "UTC" : fields.timeZone())
                        .addLocalDate(fields.openDate())
                        .addLocalDate(fields.closeDate())
                        .addString(fields.riskHorizon())
                        .addString(fields.benchmarkId())
                        .addLong(batch))
                .chain(rows -> {
                    if (rows.size() == 0) return Uni.createFrom().item(Optional.empty());
                    long key = rows.iterator().next().getLong(0);
                    return policy(tx, key, batch, fields.policy())
                            .chain(() -> tx.preparedQuery(FIND).execute(Tuple.of(owner, portfolioId, id)))
                            .map(found -> of(found).stream().findFirst());
                });
    }

    private static Uni<Void> policy(SqlConnection tx, long key, long batch, Policy p) {
        Tuple row = Tuple.of(key, batch, p.costMethod().name(), p.oversell().name())
                .addString(p.dividendTreatment().name())
                .addString(p.cashTracking().name())
                .addBoolean(p.feesInCost());
        return tx.preparedQuery(POLICY).execute(row).replaceWithVoid();
    }

    /** False if the portfolio is gone, or its currency or zone would change under its books. */
    Uni<Boolean> update(UUID owner, UUID id, PortfolioFields fields) {
        return pool.preparedQuery(UPDATE)
                .execute(Tuple.of(owner, id, fields.name())
                        .addString(fields.description())
                        .addString(fields.baseCurrency())
                        .addString(fields.timeZone())
                        .addLocalDate(fields.openDate())
                        .addLocalDate(fields.closeDate())
                        .addString(fields.riskHorizon())
                        .addString(fields.benchmarkId()))
                .map(rows -> rows.rowCount() > 0);
    }

    Uni<Boolean> delete(UUID owner, UUID id) {
        return pool.preparedQuery(DELETE).execute(Tuple.of(owner, id)).map(rows -> rows.rowCount() > 0);
    }

    private static List<Portfolio> of(RowSet<Row> rows) {
        List<Portfolio> found = new ArrayList<>(rows.size());
        for (Row row : rows) found.add(of(row));
        return found;
    }

    private static Portfolio of(Row row) {
        return new Portfolio(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getString("portfolio_id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("base_currency"),
                ZoneId.of(row.getString("time_zone")).getId(),
                row.getLocalDate("open_date"),
                row.getLocalDate("close_date"),
                row.getString("risk_horizon"),
                row.getString("benchmark_id"),
                PolicyRows.policies(row),
                PolicyRows.revision(row),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
