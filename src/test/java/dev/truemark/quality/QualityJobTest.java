package dev.truemark.quality;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.truemark.portfolio.TestCaller;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The checks by schedule and by command, and books that the service made, in which they find nothing. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class QualityJobTest {
    @Inject
    QualityJob job;

    @Inject
    DataSource database;

    @Test
    void aRunOfTheJobIsSeenInTheMetrics() throws SQLException {
        job.run();
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("truemark_quality_violations{check=\"cash_adds_up\",severity=\"error\"}"))
                .body(containsString("truemark_quality_last_run_seconds"));
    }

    @Test
    void theCommandSaysALineForEveryCheck() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var config = ConfigProvider.getConfig();
        int status = QualityMain.run(
                Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        config.getValue("quarkus.datasource.jdbc.url", String.class),
                        "QUARKUS_DATASOURCE_PASSWORD",
                        config.getValue("quarkus.datasource.password", String.class)),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(said).isBetween(0, 1);
        assertThat(said).contains(QualityCheck.all().size() + " checks, ").doesNotContain("could not be run");
    }

    @Test
    void aDatabaseThatIsNotThereIsStatusTwo() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(QualityMain.run(Map.of(), print)).isEqualTo(2);
        assertThat(QualityMain.run(Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/none"), print))
                .isEqualTo(2);
    }

    @Test
    void booksThatTheServiceMadeAreInOrder() throws SQLException {
        TestCaller caller = TestCaller.anybody();
        caller.request()
                .header("Prefer", "wait=30")
                .body("""
                        {"transactions": [
                          {"transaction_id": "D", "portfolio_id": "Q", "transaction_type": "DEPOSIT", "transaction_date": "2025-02-03", "gross_transaction_amount": "10000", "trade_currency": "USD"},
                          {"transaction_id": "C", "portfolio_id": "Q", "transaction_type": "DEPOSIT", "transaction_date": "2025-02-04", "gross_transaction_amount": "70", "trade_currency": "USD"},
                          {"transaction_id": "B1", "portfolio_id": "Q", "transaction_type": "BUY", "transaction_date": "2025-02-04", "security_id": "Q-ONE", "quantity": 30, "price": 100, "fees": 7, "trade_currency": "USD"},
                          {"transaction_id": "B2", "portfolio_id": "Q", "transaction_type": "BUY", "transaction_date": "2025-02-05", "security_id": "Q-ONE", "quantity": 7, "price": 101, "trade_currency": "USD"},
                          {"transaction_id": "S1", "portfolio_id": "Q", "transaction_type": "SELL", "transaction_date": "2025-02-06", "security_id": "Q-ONE", "quantity": 32, "price": 103, "fees": 1, "trade_currency": "USD"},
                          {"transaction_id": "V", "portfolio_id": "Q", "transaction_type": "DIVIDEND", "transaction_date": "2025-02-07", "security_id": "Q-ONE", "gross_transaction_amount": "3", "withholding_tax": 1, "trade_currency": "USD"},
                          {"transaction_id": "P", "portfolio_id": "Q", "transaction_type": "SPLIT", "transaction_date": "2025-02-08", "security_id": "Q-ONE", "ratio": 3, "trade_currency": "USD"},
                          {"transaction_id": "S2", "portfolio_id": "Q", "transaction_type": "SELL", "transaction_date": "2025-02-09", "security_id": "Q-ONE", "quantity": 99, "price": 35, "trade_currency": "USD"},
                          {"transaction_id": "W", "portfolio_id": "Q", "transaction_type": "BUY", "transaction_date": "2025-02-09", "security_id": "Q-TWO", "quantity": 3, "price": 10, "trade_currency": "BMD"},
                          {"transaction_id": "D", "portfolio_id": "Q", "revision": 2, "transaction_type": "DEPOSIT", "transaction_date": "2025-02-03", "gross_transaction_amount": "9000", "trade_currency": "USD"}
                        ]}""")
                .post("/api/v1/ingest/transactions")
                .then()
                .statusCode(200);
        caller.request()
                .delete("/api/v1/transactions/" + id(caller, "C"))
                .then()
                .statusCode(202);

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            Map<String, List<String>> about = new TreeMap<>();
            for (QualityCheck check : QualityCheck.all()) {
                if (check.severity() == QualityCheck.Severity.WARNING) continue;
                try (ResultSet rows = statement.executeQuery("SELECT array_agg(v.violation) FROM (" + check.sql()
                        + ") v, portfolio p WHERE p.owner_id = '" + caller.id()
                        + "' AND starts_with(v.violation || ' ', 'portfolio ' || p.key || ' ')")) {
                    rows.next();
                    if (rows.getArray(1) != null)
                        about.put(check.name(), List.of((String[])
                                rows.getArray(1).getArray()));
                }
            }
            assertThat(about).isEmpty();
        }
    }

    private static String id(TestCaller caller, String transaction) {
        List<Map<String, Object>> all = caller.request()
                .get("/api/v1/portfolios/Q/transactions")
                .then()
                .statusCode(200)
                .extract()
                .path("transactions");
        return all.stream()
                .filter(each -> transaction.equals(each.get("transaction_id")))
                .map(each -> String.valueOf(each.get("id")))
                .findFirst()
                .orElseThrow();
    }
}
