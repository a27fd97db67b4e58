package dev.truemark.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** A plain JDBC connection beside the application's. */
final class Database implements AutoCloseable {
    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    static Database connect(Map<String, String> properties) throws SQLException {
        return new Database(DriverManager.getConnection(
                "jdbc:" + properties.get("quarkus.datasource.reactive.url"),
                properties.get("quarkus.datasource.username"),
                properties.get("quarkus.datasource.password")));
    }

    Connection connection() {
        return connection;
    }

    /** One number. */
    long number(String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            var unused = statement.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
