package dev.truemark.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.servers.TruemarkServers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database that answers no stage for longer than the minute after which the connector would give up a record. */
@Tag("long")
class StalledDatabaseIT {
    private static final Duration STALL = Duration.ofSeconds(80);
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Map<String, String> servers = TruemarkServers.shared().properties();

    @Test
    void theStagesWaitAndGoOnByThemselves() throws SQLException {
        try (PackagedApp app = PackagedApp.start(servers)) {
            PackagedUser user = PackagedUser.registered(app, "stalled");
            try (Connection blocker = DriverManager.getConnection(
                            "jdbc:" + servers.get("quarkus.datasource.reactive.url"),
                            servers.get("quarkus.datasource.username"),
                            servers.get("quarkus.datasource.password"));
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("LOCK TABLE stage_offset IN ACCESS EXCLUSIVE MODE");
                user.ingest(app, "transactions", new JsonArray().add(purchase()));
                await().during(STALL).atMost(STALL.plus(PATIENCE)).until(() -> isAlive(app));
                assertThat(user.get(app, "/api/v1/portfolios/STALLED/positions").statusCode())
                        .isEqualTo(404);
                blocker.rollback();
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(user.get(app, "/api/v1/portfolios/STALLED/positions")
                                    .jsonPath()
                                    .getString("positions[0].quantity"))
                            .isEqualTo("10"));
        }
    }

    private static JsonObject purchase() {
        return new JsonObject()
                .put("transaction_id", "B")
                .put("portfolio_id", "STALLED")
                .put("security_id", "STALLED-SHARE")
                .put("transaction_type", "BUY")
                .put("transaction_date", "2025-03-03")
                .put("quantity", 10)
                .put("price", 20)
                .put("currency", "USD");
    }

    private static boolean isAlive(PackagedApp app) {
        return given().get(app.uri() + "/q/health/live").statusCode() == 200;
    }
}
