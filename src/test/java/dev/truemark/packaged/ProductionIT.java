package dev.truemark.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.servers.TruemarkServers;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The packaged application in production mode with given addresses; before others start instances that would book for it. */
@Order(1)
class ProductionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int BATCH = 50;
    private static final int BATCHES_BEFORE_THE_KILL = 20;

    private final Map<String, String> servers = servers();

    /** The broker misses a killed instance after the shortest time that it allows. */
    private static Map<String, String> servers() {
        Map<String, String> properties = new HashMap<>(TruemarkServers.shared().properties());
        properties.put("kafka.session.timeout.ms", "6000");
        properties.put("kafka.heartbeat.interval.ms", "1000");
        return properties;
    }

    @Test
    void withoutKeysItDoesNotStartAndSaysWhy() throws InterruptedException {
        Map<String, String> keyless = new HashMap<>(servers);
        keyless.remove("mp.jwt.verify.publickey.location");
        keyless.remove("smallrye.jwt.sign.key.location");
        try (PackagedApp app = PackagedApp.launch(keyless)) {
            assertThat(app.awaitEnd()).isNotZero();
            assertThat(app.log()).contains("smallrye.jwt.sign.key.location");
        }
    }

    /** Killed in the middle of a load and started again: every accepted transaction is booked once. */
    @Test
    void whatWasAcceptedBeforeAKillIsBookedOnce() throws InterruptedException, SQLException {
        List<String> accepted = new ArrayList<>();
        String name = "load-" + UUID.randomUUID().toString().substring(0, 8);
        PackagedApp first = PackagedApp.start(servers);
        String token = register(first, name);
        AtomicBoolean killed = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        Thread load = Thread.ofPlatform().start(() -> {
            while (!killed.get()) {
                List<String> ids = send(first, token, sent.getAndIncrement());
                synchronized (accepted) {
                    accepted.addAll(ids);
                }
            }
        });
        await().atMost(PATIENCE).until(() -> sent.get() > BATCHES_BEFORE_THE_KILL);
        first.kill();
        killed.set(true);
        load.join();

        try (PackagedApp second = PackagedApp.start(servers)) {
            assertThat(accepted).hasSizeGreaterThanOrEqualTo(BATCH * BATCHES_BEFORE_THE_KILL / 2);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(booked(name)).containsAll(accepted));
            List<String> booked = booked(name);
            assertThat(booked).doesNotHaveDuplicates();
            // Every transaction buys one unit: a record booked twice would show in the quantity.
            assertThat(quantity(name)).isEqualTo(booked.size());
            Response positions = given().baseUri(second.uri().toString())
                    .header("Authorization", "Bearer " + token)
                    .get("/api/v1/portfolios/LOAD/positions");
            assertThat(positions.statusCode()).isEqualTo(200);
            assertThat(positions.jsonPath().getString("positions[0].quantity"))
                    .isEqualTo(String.valueOf(booked.size()));
        }
    }

    private static String register(PackagedApp app, String name) {
        Map<String, String> user =
                Map.of("username", name, "email", name + "@example.org", "password", "a long password " + name);
        given().baseUri(app.uri().toString())
                .contentType(ContentType.JSON)
                .body(user)
                .post("/api/v1/auth/register")
                .then()
                .statusCode(201);
        return given().baseUri(app.uri().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("username", name, "password", user.get("password")))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** Sends one request; the ids in it if it was accepted, none if the connection broke. */
    private static List<String> send(PackagedApp app, String token, int batch) {
        List<Map<String, Object>> transactions = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            String id = "L%05d-%02d".formatted(batch, i);
            ids.add(id);
            transactions.add(Map.of(
                    "transaction_id", id,
                    "portfolio_id", "LOAD",
                    "security_id", "LOAD_SEC",
                    "transaction_date", "2025-01-02",
                    "transaction_type", "BUY",
                    "quantity", 1,
                    "price", 10,
                    "currency", "USD"));
        }
        try {
            int status = given().baseUri(app.uri().toString())
                    .header("Authorization", "Bearer " + token)
                    .contentType(ContentType.JSON)
                    .body(Map.of("transactions", transactions))
                    .post("/api/v1/ingest/transactions")
                    .statusCode();
            return status == 202 ? ids : List.of();
        } catch (Exception connectionLost) {
            return List.of();
        }
    }

    private List<String> booked(String owner) throws SQLException {
        List<String> ids = new ArrayList<>();
        query("""
                SELECT b.transaction_id FROM booking b JOIN portfolio p ON p.key = b.portfolio_key
                JOIN app_user u ON u.id = p.owner_id WHERE u.username = ?""", owner, row -> ids.add(row.getString(1)));
        return ids;
    }

    private int quantity(String owner) throws SQLException {
        int[] quantity = new int[1];
        query("""
                SELECT t.quantity FROM position t JOIN portfolio p ON p.key = t.portfolio_key
                JOIN app_user u ON u.id = p.owner_id WHERE u.username = ?""", owner, row -> quantity[0] = row.getBigDecimal(1).intValueExact());
        return quantity[0];
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, String owner, RowReader reader) throws SQLException {
        String url = "jdbc:" + servers.get("quarkus.datasource.reactive.url");
        try (Connection db = DriverManager.getConnection(
                        url, servers.get("quarkus.datasource.username"), servers.get("quarkus.datasource.password"));
                PreparedStatement statement = db.prepareStatement(sql)) {
            statement.setString(1, owner);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) reader.read(rows);
            }
        }
    }
}
