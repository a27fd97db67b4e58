package dev.truemark.platform.persistence;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Makes the pool keep its prepared statements. A statement that is not kept costs a second round trip and is planned anew
 * each time; the driver's own limit leaves out any longer than 2,048 characters, which ours are.
 */
@Singleton
public class StatementCache implements PgPoolCreator {
    private static final int MAX_STATEMENTS_PER_CONNECTION = 256;
    private static final int MAX_STATEMENT_CHARS = 16_384;

    @Override
    public Pool create(Input input) {
        List<SqlConnectOptions> keeping = input.pgConnectOptionsList().stream()
                .map(StatementCache::keeping)
                .toList();
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(keeping)
                .using(input.vertx())
                .build();
    }

    private static SqlConnectOptions keeping(PgConnectOptions options) {
        PgConnectOptions kept = new PgConnectOptions(options);
        kept.setCachePreparedStatements(true);
        kept.setPreparedStatementCacheMaxSize(MAX_STATEMENTS_PER_CONNECTION);
        kept.setPreparedStatementCacheSqlFilter(sql -> sql.length() <= MAX_STATEMENT_CHARS);
        return kept;
    }
}
