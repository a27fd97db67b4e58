package dev.truemark.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every check is silent about a portfolio in order, and speaks once it is put out of order by hand; all in a transaction that
 * is rolled back. The database is shared with other tests, so what counts is the difference.
 */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class QualityCheckTest {
    private static final QualityRun RUN = new QualityRun(Duration.ofSeconds(60));
    private static final Map<String, String> PLANTS = plants();

    @Inject
    DataSource database;

    static List<String> names() {
        return QualityCheck.all().stream().map(QualityCheck::name).toList();
    }

    private static Map<String, String> plants() {
        try {
            Map<String, String> plants = new HashMap<>();
            String[] blocks = Files.readString(Path.of("src/test/resources/quality/plants.sql"))
                    .split("-- plant: ", -1);
            for (int i = 1; i < blocks.length; i++) {
                String[] parts = blocks[i].split("\n", 2);
                plants.put(parts[0].strip(), parts[1]);
            }
            return plants;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void thereAreEnoughChecksAndEachHasItsOwnName() {
        assertThat(names()).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
        assertThat(QualityCheck.all()).allSatisfy(check -> {
            assertThat(check.name()).matches("[a-z_]+");
            assertThat(check.description()).endsWith(".");
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCheckSpeaksOfWhatIsPlantedAndOfNothingElse(String name) throws SQLException {
        QualityCheck check = QualityCheck.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                // Before the first read, which says what this transaction sees: no stage stamps a batch from then on
                statement.execute("LOCK TABLE knowledge_clock IN SHARE ROW EXCLUSIVE MODE");
                long before = RUN.one(connection, check).violations();
                Map<String, String> ids = fixture(statement);
                assertThat(RUN.one(connection, check).violations())
                        .as("in order")
                        .isEqualTo(before);
                run(statement, PLANTS.get(name), ids);
                assertThat(RUN.one(connection, check).violations())
                        .as("out of order")
                        .isGreaterThan(before);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
    }

    private static Map<String, String> fixture(Statement statement) throws SQLException {
        String stamp = one(
                statement,
                "UPDATE knowledge_clock SET last = greatest(clock_timestamp(), last + interval '1 microsecond') RETURNING last");
        String batch = one(
                statement, "INSERT INTO batch (stage, recorded_at) VALUES ('quality', '" + stamp + "') RETURNING id");
        String key = one(statement, """
                INSERT INTO portfolio (owner_id, portfolio_id, name, base_currency, version, cash_flow_count, batch_id)
                VALUES (gen_random_uuid(), 'QUALITY', 'Quality', 'USD', 1, 1, %s) RETURNING key""".formatted(batch));
        Map<String, String> ids = Map.of("{p}", key, "{b}", batch);
        run(statement, PLANTS.get("fixture"), ids);
        return ids;
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void run(Statement statement, String sql, Map<String, String> ids) throws SQLException {
        String text = sql;
        for (Map.Entry<String, String> id : ids.entrySet()) text = text.replace(id.getKey(), id.getValue());
        statement.execute(text);
    }
}
