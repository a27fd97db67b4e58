package dev.truemark.page;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.truemark.auth.Scopes;
import dev.truemark.auth.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A user with a portfolio of ten shares that cost 1,000 euros, and 4,000 euros left, on a market of their own where a
 * share has been worth 110 since yesterday. */
final class Exchange {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestUser user = TestUser.withScopes(Scopes.MARKET_WRITE);
    private final String security = "PAGE_" + UUID.randomUUID().toString().substring(0, 8);

    Exchange() {
        tell("instruments", """
                {"security_id":"%s","symbol":"%s","name":"Page & Sons","instrument_currency":"EUR","product_type":"Equity","asset_class":"Equity","sector":"Paper"}""".formatted(security, security));
        tell("market-prices", """
                {"security_id":"%s","price_date":"%s","price":"110","currency":"EUR"},
                {"security_id":"%s","price_time":"%s","price":"110","currency":"EUR"}""".formatted(security, yesterday(), security, now()));
        tell("portfolios", """
                {"portfolio_id":"DEPOT","name":"Savings","base_currency":"EUR"}""");
        tell("transactions", """
                {"portfolio_id":"DEPOT","transaction_id":"T1","transaction_type":"DEPOSIT","transaction_date":"2026-01-05","gross_transaction_amount":"5000","trade_currency":"EUR"},
                {"portfolio_id":"DEPOT","transaction_id":"T2","transaction_type":"BUY","transaction_date":"2026-01-06","security_id":"%s","quantity":"10","price":"100","trade_currency":"EUR"}""".formatted(security));
        await().atMost(PATIENCE)
                .untilAsserted(() -> user.request()
                        .get("/api/v1/portfolios/DEPOT/positions")
                        .then()
                        .statusCode(200)
                        .body("positions", hasSize(1)));
    }

    TestUser user() {
        return user;
    }

    String security() {
        return security;
    }

    String unpriced() {
        return security + "_NEW";
    }

    /** One share of something that nobody quotes. */
    void buyWithoutPrice() {
        tell("transactions", """
                {"portfolio_id":"DEPOT","transaction_id":"T3","transaction_type":"BUY","transaction_date":"2026-01-07","security_id":"%s","quantity":"1","price":"50","trade_currency":"EUR"}""".formatted(unpriced()));
    }

    /** A tick, now. */
    void price(String price) {
        tell("market-prices", """
                {"security_id":"%s","price_time":"%s","price":"%s","currency":"EUR","source":"page-test"}""".formatted(security, now(), price));
    }

    /** Waits until the newest tick is a fact too, so that a question about the past finds it. */
    void awaitStored(String total) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            String known =
                    user.request().get("/api/v1/portfolios/DEPOT/valuation").path("known_at");
            user.request()
                    .queryParam("known_at", known)
                    .get("/api/v1/portfolios/DEPOT/valuation")
                    .then()
                    .body("totals.total_value", equalTo(total));
        });
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static LocalDate yesterday() {
        return LocalDate.now(ZoneOffset.UTC).minusDays(1);
    }

    private void tell(String kind, String items) {
        user.request()
                .contentType("application/json")
                .header("Prefer", "wait=10")
                .body("{\"" + kind.replace('-', '_') + "\":[" + items + "]}")
                .post("/api/v1/ingest/" + kind)
                .then()
                .statusCode(200);
    }
}
