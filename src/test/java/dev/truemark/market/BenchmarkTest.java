package dev.truemark.market;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.auth.Scopes;
import dev.truemark.auth.TestUser;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class BenchmarkTest {
    private TestUser user;

    @BeforeEach
    void logIn() {
        user = TestUser.withScopes(Scopes.MARKET_WRITE);
    }

    private ValidatableResponse told(String benchmark) {
        return user.request()
                .contentType("application/json")
                .header("Prefer", "wait=20")
                .body("{\"benchmarks\":[" + benchmark + "]}")
                .post("/api/v1/ingest/benchmarks")
                .then();
    }

    private ValidatableResponse benchmark(String id) {
        return user.request().get("/api/v1/benchmarks/" + id).then().statusCode(200);
    }

    @Test
    void levelsAreAddedAndToldDifferentlyReplaced() {
        told("""
                {"benchmark_id":"BM_A","name":"Index A","currency":"USD",
                 "levels":[{"date":"2025-07-17","level":"100"},{"date":"2025-07-18","level":"101.50"}]}""").statusCode(200).body("items[0].status", equalTo("BOOKED"));
        told("""
                {"benchmark_id":"BM_A","levels":[{"date":"2025-07-18","level":"102"},{"date":"2025-07-21","level":"99"}]}""").statusCode(200).body("items[0].status", equalTo("BOOKED"));
        told("""
                {"benchmark_id":"BM_A","levels":[{"date":"2025-07-18","level":"102.0"}]}""").statusCode(200).body("items[0].status", equalTo("REPLAYED"));

        benchmark("BM_A")
                .body("name", equalTo("Index A"))
                .body("currency", equalTo("USD"))
                .body("kind", equalTo("LEVELS"))
                .body("levels.date", contains("2025-07-17", "2025-07-18", "2025-07-21"))
                .body("levels.level", contains("100", "102", "99"))
                .body("returns", nullValue());
        user.request()
                .get("/api/v1/benchmarks/BM_A?from=2025-07-18&to=2025-07-18")
                .then()
                .body("levels.level", contains("102"));
    }

    @Test
    void aBlendIsKeptWithItsWeightsAndItsRebalancing() {
        told("""
                {"benchmark_id":"BM_B","currency":"EUR","blend":[{"security_id":"S","weight":"0.6"},{"security_id":"T","weight":"0.4"}]}""").statusCode(200);
        benchmark("BM_B").body("rebalancing", equalTo("DAILY"));
        told("""
                {"benchmark_id":"BM_B","blend":[{"security_id":"S","weight":"0.5"},{"security_id":"T","weight":"0.5"}],"rebalancing":"QUARTERLY"}""").statusCode(200);

        benchmark("BM_B")
                .body("kind", equalTo("BLEND"))
                .body("currency", equalTo("EUR"))
                .body("blend.security_id", contains("S", "T"))
                .body("blend.weight", contains("0.5", "0.5"))
                .body("rebalancing", equalTo("QUARTERLY"));
    }

    @Test
    void aRowOfCsvIsOnePoint() {
        user.request()
                .contentType("text/csv")
                .header("Prefer", "wait=20")
                .body("benchmark_id,currency,date,return\nBM_C,USD,2025-07-17,0.01\nBM_C,USD,2025-07-18,-0.02\n")
                .post("/api/v1/ingest/benchmarks")
                .then()
                .statusCode(200)
                .body("items.status", contains("BOOKED", "BOOKED"));

        benchmark("BM_C").body("returns.return", contains("0.01", "-0.02"));
    }

    @Test
    void whatIsNoneIsRefusedAndAnUnknownOneIsNotFound() {
        told("{\"benchmark_id\":\"BM_D\"}")
                .statusCode(422)
                .body("errors[0].field", equalTo("benchmarks[0].levels"))
                .body("errors[0].code", equalTo("REQUIRED"));
        user.request().get("/api/v1/benchmarks/BM_NONE").then().statusCode(404);
        TestUser.create()
                .request()
                .contentType("application/json")
                .body("{\"benchmarks\":[{\"benchmark_id\":\"BM_E\",\"levels\":[]}]}")
                .post("/api/v1/ingest/benchmarks")
                .then()
                .statusCode(403);
    }
}
