package dev.truemark.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An HTTP server that selects the positions of a portfolio and writes them as JSON, and does nothing else. */
final class BareEndpoint extends AbstractVerticle {
    private static final String SELECT = "SELECT * FROM position WHERE portfolio_key = $1 ORDER BY security_id";
    private static final int POOL_SIZE = 20;

    private final Pool pool;
    private final long portfolioKey;
    private final int port;

    private BareEndpoint(Pool pool, long portfolioKey, int port) {
        this.pool = pool;
        this.portfolioKey = portfolioKey;
        this.port = port;
    }

    /** Serves on as many event loops as there are cores, until {@code vertx} is closed. */
    static void serve(Vertx vertx, Map<String, String> addresses, long portfolioKey, int port) throws Exception {
        String url = addresses.get("quarkus.datasource.reactive.url").replaceFirst("^vertx-reactive:", "");
        PgConnectOptions options = PgConnectOptions.fromUri(url)
                .setUser(addresses.get("quarkus.datasource.username"))
                .setPassword(addresses.get("quarkus.datasource.password"))
                .setCachePreparedStatements(true);
        Pool pool = PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(POOL_SIZE))
                .using(vertx)
                .build();
        DeploymentOptions instances =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        var unused = vertx.deployVerticle(() -> new BareEndpoint(pool, portfolioKey, port), instances)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(port, "127.0.0.1")
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void answer(HttpServerRequest request) {
        pool.preparedQuery(SELECT).execute(Tuple.of(portfolioKey)).onComplete(rows -> {
            if (rows.failed()) request.response().setStatusCode(500);
            else request.response().putHeader("Content-Type", "application/json");
            var unused = request.response().end(rows.failed() ? "" : json(rows.result()));
        });
    }

    private static String json(RowSet<Row> rows) {
        JsonArray positions = new JsonArray();
        for (Row row : rows) {
            positions.add(new JsonObject()
                    .put("security_id", row.getString("security_id"))
                    .put("currency", row.getString("currency"))
                    .put("quantity", plain(row, "quantity"))
                    .put("cost_basis", plain(row, "cost"))
                    .put("cost_basis_base", plain(row, "cost_base"))
                    .put("realized_pnl", plain(row, "realized"))
                    .put("realized_pnl_base", plain(row, "realized_base"))
                    .put("income", plain(row, "income"))
                    .put("income_base", plain(row, "income_base"))
                    .put("position_date", row.getLocalDate("position_date").toString()));
        }
        return new JsonObject().put("positions", positions).encode();
    }

    private static String plain(Row row, String column) {
        return row.getBigDecimal(column) == null
                ? null
                : row.getBigDecimal(column).toPlainString();
    }
}
