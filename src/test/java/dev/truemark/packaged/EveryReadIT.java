package dev.truemark.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The packaged application with its simulator: every read has its fields, a query parameter that does not exist is
 * refused, and a socket gets its snapshot; on the JVM, and as a native executable with {@code -Dnative}.
 */
@ExtendWith(Pair.Started.class)
class EveryReadIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String ACCOUNT = "/api/v1/portfolios/" + Pair.SIMULATED;

    private PackagedApp app;

    @Test
    void everyReadHasItsFields(Pair pair) throws Exception {
        app = pair.one();
        String token = logIn();
        await().atMost(PATIENCE).until(() -> {
            Response positions = get(token, ACCOUNT + "/positions");
            return positions.statusCode() == 200
                    && !positions.jsonPath().getList("positions").isEmpty();
        });
        assertHas(token, "/api/v1/auth/me", "username", "id");
        assertHas(token, "/api/v1/portfolios", "portfolios[0].portfolio_id");
        assertHas(token, ACCOUNT, "holdings[0].security_id", "total_cost", "quality.status", "base_currency");
        assertHas(token, ACCOUNT + "/positions", "positions[0].quantity", "books_hash");
        assertHas(token, ACCOUNT + "/lots", "lots[0].quantity", "lots[0].cost_basis");
        assertHas(token, ACCOUNT + "/cash", "cash[0].balance");
        assertHas(token, ACCOUNT + "/transactions", "transactions[0].transaction_id", "transactions[0].status");
        assertHas(token, ACCOUNT + "/realized-gains", "portfolio_id");
        assertHas(token, ACCOUNT + "/valuation", "positions[0].quantity", "totals.quality.status", "state_hash");
        assertHas(token, ACCOUNT + "/valuations?from=2025-01-02", "valuations[0].date");
        assertHas(token, ACCOUNT + "/explain?figure=cash", "portfolio_id");
        assertHas(token, ACCOUNT + "/allocation", "allocations[0].by", "concentration", "look_through.depth");
        assertHas(token, ACCOUNT + "/day", "opening_date", "parts[0].name", "allocation.concentration", "basis");
        assertHas(token, ACCOUNT + "/constituents", "constituents[0].security_id", "reasons.target");
        assertHas(token, ACCOUNT + "/targets", "reasons.in_force");
        assertHas(token, ACCOUNT + "/risk/holdings?days=20", "confidence", "var", "reasons");
        assertHas(token, ACCOUNT + "/attribution/currency?cash_rate=USD:0.04", "cash_rates.USD", "reasons.linked");
        assertHas(token, ACCOUNT + "/alert-rules", "portfolio_id", "id");
        assertHas(token, ACCOUNT + "/alerts", "portfolio_id", "id");
        assertHas(token, "/api/v1/instruments", "instruments[0].security_id");
        assertHas(token, "/api/v1/fx-rates", "fx_rates[0].rate");
        assertHas(token, "/api/v1/quotes/AAPL", "price", "currency");
        String security = get(token, ACCOUNT + "/positions").jsonPath().getString("positions[0].security_id");
        assertHas(token, ACCOUNT + "/positions/" + security + "/history", "history[0].quantity");
        Response misspelt = get(token, ACCOUNT + "/positions?as_off=2025-01-01");
        assertThat(misspelt.statusCode()).isEqualTo(400);
        assertThat(misspelt.jsonPath().getString("code")).isEqualTo("UNKNOWN_PARAMETER");
        assertThat(snapshot(token).getJsonObject("valuation").getJsonArray("positions"))
                .isNotEmpty();
    }

    private String logIn() {
        return await().atMost(PATIENCE)
                .until(
                        () -> given().contentType(ContentType.JSON)
                                .body(Map.of("username", "demo", "password", "truemark-demo"))
                                .post(app.uri() + "/api/v1/auth/login"),
                        answer -> answer.statusCode() == 200)
                .jsonPath()
                .getString("access_token");
    }

    private Response get(String token, String path) {
        return given().header("Authorization", "Bearer " + token).get(app.uri() + path);
    }

    private void assertHas(String token, String path, String... fields) {
        Response answer = get(token, path);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.asString()).isEqualTo(200);
        for (String field : fields) {
            assertThat(answer.jsonPath().getString(field))
                    .as("%s of %s: %s", field, path, answer.asString())
                    .isNotNull();
        }
    }

    private JsonObject snapshot(String token) throws Exception {
        CompletableFuture<JsonObject> snapshot = new CompletableFuture<>();
        WebSocket.Listener frames = new WebSocket.Listener() {
            private final StringBuilder part = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                part.append(data);
                if (last) {
                    JsonObject frame = new JsonObject(part.toString());
                    part.setLength(0);
                    if (List.of("snapshot", "error").contains(frame.getString("type"))) snapshot.complete(frame);
                }
                socket.request(1);
                return null;
            }
        };
        HttpClient client = HttpClient.newHttpClient();
        WebSocket socket = client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(
                        URI.create(app.uri().toString().replaceFirst("http", "ws") + "/api/v1/ws/portfolio/"
                                + Pair.SIMULATED),
                        frames)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        try {
            return snapshot.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            socket.abort();
            client.close();
        }
    }
}
