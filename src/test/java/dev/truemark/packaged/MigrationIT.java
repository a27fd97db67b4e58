package dev.truemark.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.servers.TruemarkServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the migration job of {@code k8s/} and {@code make db-migrate} run: it migrates, needs no broker, and ends; also where an
 * upgrade that was taken back has left the schema of a later version.
 */
class MigrationIT {
    private final Map<String, String> servers = TruemarkServers.shared().properties();

    @Test
    void anEmptyDatabaseIsMigratedAndTheProcessEnds() throws Exception {
        String database = "migration_" + UUID.randomUUID().toString().replace("-", "");
        execute("CREATE DATABASE " + database + " OWNER " + servers.get("quarkus.datasource.username"));
        Map<String, String> properties = new HashMap<>(servers);
        properties.put(
                "quarkus.datasource.reactive.url",
                servers.get("quarkus.datasource.reactive.url").replaceAll("/[^/?]*(\\?|$)", "/" + database + "$1"));
        properties.remove("quarkus.datasource.jdbc.url");
        properties.put("kafka.bootstrap.servers", "127.0.0.1:1");
        properties.put("quarkus.redis.hosts", "redis://127.0.0.1:1");
        properties.put("quarkus.flyway.migrate-at-start", "true");
        properties.put("quarkus.init-and-exit", "true");
        assertEnds(properties);

        String url = "jdbc:" + properties.get("quarkus.datasource.reactive.url");
        try (Connection connection = connection(url, servers.get("quarkus.datasource.username"));
                Statement statement = connection.createStatement();
                ResultSet applied = statement.executeQuery("SELECT count(*) FROM flyway_schema_history WHERE success");
                Stream<Path> migrations = Files.list(Path.of("src", "main", "resources", "db", "migration"))) {
            assertThat(applied.next()).isTrue();
            assertThat(applied.getLong(1)).isEqualTo(migrations.count());
            statement.execute("""
                    INSERT INTO flyway_schema_history
                        (installed_rank, version, description, type, script, installed_by, execution_time, success)
                    VALUES (9999, '9999', 'of a later version', 'SQL', 'V9999__of_a_later_version.sql', 'somebody', 1, true)""");
        }
        assertEnds(properties);
        execute("DROP DATABASE " + database);
    }

    private static void assertEnds(Map<String, String> properties) throws InterruptedException {
        try (PackagedApp app = PackagedApp.launch(properties)) {
            assertThat(app.awaitEnd()).as(app.log()).isZero();
        }
    }

    /** As the embedded server's own account, which has the same password. */
    private void execute(String sql) throws SQLException {
        try (Connection connection = connection("jdbc:" + servers.get("quarkus.datasource.reactive.url"), "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection(String url, String user) throws SQLException {
        return DriverManager.getConnection(url, user, servers.get("quarkus.datasource.password"));
    }
}
