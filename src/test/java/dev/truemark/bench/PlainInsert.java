package dev.truemark.bench;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** The same transactions as rows of one table with one key, written set by set: what the machine can do at most. */
final class PlainInsert {
    private static final int BATCH = 2000;
    private static final String TABLE = """
            CREATE TABLE bench_plain (
                owner_id uuid NOT NULL, portfolio_id text NOT NULL, transaction_id text NOT NULL, type text NOT NULL,
                security_id text NOT NULL, trade_date date NOT NULL, quantity numeric NOT NULL, price numeric NOT NULL,
                gross numeric NOT NULL, currency text NOT NULL, PRIMARY KEY (owner_id, portfolio_id, transaction_id))""";
    private static final String INSERT = """
            INSERT INTO bench_plain SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::date[],
                ?::numeric[], ?::numeric[], ?::numeric[], ?::text[])""";

    private PlainInsert() {}

    /** Rows per second, one transaction per batch. */
    static double measure(Database database, List<Trade> warmUp, List<Trade> trades) throws SQLException {
        database.run("DROP TABLE IF EXISTS bench_plain");
        database.run(TABLE);
        insert(database, warmUp);
        database.run("TRUNCATE bench_plain");
        long started = System.nanoTime();
        insert(database, trades);
        double seconds = (System.nanoTime() - started) / 1e9;
        long rows = database.number("SELECT count(*) FROM bench_plain");
        if (rows != trades.size()) throw new IllegalStateException("inserted " + rows + " of " + trades.size());
        return rows / seconds;
    }

    private static void insert(Database database, List<Trade> trades) throws SQLException {
        try (PreparedStatement statement = database.connection().prepareStatement(INSERT)) {
            for (int from = 0; from < trades.size(); from += BATCH) {
                List<Trade> batch = trades.subList(from, Math.min(from + BATCH, trades.size()));
                int column = 1;
                statement.setArray(column++, array(database, "uuid", batch, Trade::owner));
                statement.setArray(column++, array(database, "text", batch, Trade::portfolioId));
                statement.setArray(column++, array(database, "text", batch, Trade::transactionId));
                statement.setArray(column++, array(database, "text", batch, Trade::type));
                statement.setArray(column++, array(database, "text", batch, Trade::securityId));
                statement.setArray(column++, array(database, "date", batch, Trade::date));
                statement.setArray(column++, array(database, "numeric", batch, Trade::quantity));
                statement.setArray(column++, array(database, "numeric", batch, Trade::price));
                statement.setArray(column++, array(database, "numeric", batch, t -> t.quantity() * t.price()));
                statement.setArray(column, array(database, "text", batch, t -> "USD"));
                var unused = statement.executeUpdate();
            }
        }
    }

    private static Array array(Database database, String type, List<Trade> trades, Function<Trade, Object> column)
            throws SQLException {
        return database.connection()
                .createArrayOf(
                        type, trades.stream().map(column).map(String::valueOf).toArray());
    }
}
