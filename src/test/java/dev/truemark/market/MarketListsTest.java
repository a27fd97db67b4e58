package dev.truemark.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.auth.TestUser;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class MarketListsTest {
    private TestUser user;

    @Inject
    Pool pool;

    @BeforeEach
    void logIn() {
        user = TestUser.create();
    }

    private ValidatableResponse get(String path) {
        return user.request().get("/api/v1" + path).then();
    }

    @Test
    void instrumentsAreFilteredSortedAndPagedByTheirNewestTerms() {
        new GivenFacts(pool).instrument("ML_A", "MLX").instrument("ML_C", "MLX").known();
        new GivenFacts(pool).instrument("ML_B", "MLX").instrument("ML_C", "MLY").known();
        get("/instruments?symbol=MLX&sort=-security_id")
                .statusCode(200)
                .body("instruments.security_id", contains("ML_B", "ML_A"));
        ValidatableResponse first = get("/instruments?symbol=MLX&limit=1");
        first.body("instruments.security_id", contains("ML_A"));
        String cursor = first.extract().path("next_cursor");
        new GivenFacts(pool).instrument("ML_AA", "MLX").known();
        get("/instruments?symbol=MLX&limit=1&cursor=" + cursor)
                .body("instruments.security_id", contains("ML_B"))
                .body("next_cursor", nullValue());
        get("/instruments/ML_C").statusCode(200).body("symbol", equalTo("MLY")).body("name", equalTo("Name of ML_C"));
        get("/instruments/ML_NONE").statusCode(404).body("code", equalTo("NOT_FOUND"));
        get("/instruments?colour=red").statusCode(400).body("code", equalTo("UNKNOWN_PARAMETER"));
        get("/instruments?sort=colour").statusCode(400);
    }

    @Test
    void pricesAreListedAsToldByTheNewestWordOnEach() {
        new GivenFacts(pool)
                .instrument("ML_P", "MLP")
                .price("ML_P", "2025-07-20", "1")
                .priceOfSymbol("MLP", "2025-07-21T10:00:00Z", "2")
                .price("ML_P", "2025-07-21", "3")
                .price("ML_P", "2025-07-22", "4")
                .known();
        new GivenFacts(pool).price("ML_P", "2025-07-21", "3.5").known();
        get("/instruments/ML_P/prices").statusCode(200).body("prices.price", contains("4", "2", "3.5", "1"));
        get("/instruments/ML_P/prices?from=2025-07-21&to=2025-07-21&sort=price_time")
                .body("prices.price", contains("3.5", "2"))
                .body("prices[0].price_date", equalTo("2025-07-21"))
                .body("prices[0].price_time", nullValue())
                .body("prices[1].price_time", equalTo("2025-07-21T10:00:00Z"))
                .body("prices[1].symbol", equalTo("MLP"));
        String cursor = get("/instruments/ML_P/prices?limit=3").extract().path("next_cursor");
        get("/instruments/ML_P/prices?limit=3&cursor=" + cursor).body("prices.price", contains("1"));
        get("/instruments/ML_NONE/prices").statusCode(200).body("prices", hasSize(0));
        get("/instruments/ML_P/prices?from=yesterday").statusCode(400);
    }

    @Test
    void ratesAreListedAsToldAndAnUnchangedListIs304() {
        new GivenFacts(pool)
                .rate("XLA", "XLB", "2025-07-20", "1.5")
                .rate("XLA", "XLC", "2025-07-21", "2")
                .rate("XLA", "XLB", "2025-07-22T10:00:00Z", "3")
                .known();
        get("/fx-rates?from_currency=XLA").body("fx_rates.rate", contains("3", "2", "1.5"));
        ValidatableResponse some = get("/fx-rates?from_currency=XLA&to_currency=XLB&to=2025-07-21");
        some.body("fx_rates.rate", contains("1.5")).body("fx_rates[0].rate_date", equalTo("2025-07-20"));
        String tag = some.extract().header("ETag");
        assertThat(tag).isNotBlank();
        user.request()
                .header("If-None-Match", tag)
                .get("/api/v1/fx-rates?from_currency=XLA&to_currency=XLB&to=2025-07-21")
                .then()
                .statusCode(304);
    }
}
