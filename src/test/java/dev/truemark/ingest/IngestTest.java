package dev.truemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.auth.Scopes;
import dev.truemark.auth.TestUser;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class IngestTest {
    private static final String INGEST = "/api/v1/ingest/";

    @Inject
    Pool pool;

    private TestUser user;

    @BeforeEach
    void aNewUser() {
        user = TestUser.create();
    }

    private static String trade(String id, String type, int quantity, int price) {
        return """
                {"transaction_id":"%s","portfolio_id":"P","instrument_id":"AAPL","security_id":"SEC_AAPL","transaction_date":"2025-07-20",
                 "transaction_type":"%s","quantity":%d,"price":%d,"trade_currency":"USD"}""".formatted(id, type, quantity, price);
    }

    private static String list(String... transactions) {
        return "{\"transactions\":[" + String.join(",", transactions) + "]}";
    }

    private RequestSpecification json(String body) {
        return user.request().contentType("application/json").body(body);
    }

    private ValidatableResponse waited(String body) {
        return json(body)
                .header("Prefer", "wait=20")
                .post(INGEST + "transactions")
                .then();
    }

    @Test
    void whatIsAcceptedStandsOnItsTopic() {
        String batch = json(list(trade("T1", "BUY", 100, 150)
                        .replace("\"transaction_id\"", "\"any_field\":[1],\"transaction_id\"")))
                .post(INGEST + "transactions")
                .then()
                .statusCode(202)
                .header("Location", containsString("/api/v1/ingest/batches/"))
                .body("accepted", equalTo(1))
                .body("rejected", equalTo(0))
                .body("items[0].status", equalTo("ACCEPTED"))
                .body("items[0].transaction_id", equalTo("T1"))
                .extract()
                .path("batch_id");

        ConsumerRecord<String, String> record =
                Sent.of("raw_transactions", batch, 1).getFirst();
        assertThat(record.key()).isEqualTo(user.id() + "|P");
        assertThat(Sent.header(record, "truemark-ingest-item")).isEqualTo("0");
        JsonObject envelope = Sent.json(record);
        assertThat(envelope.getString("event_type")).isEqualTo("transaction.received");
        assertThat(envelope.getInteger("schema_version")).isOne();
        assertThat(envelope.getString("owner")).isEqualTo(user.id().toString());
        assertThat(envelope.getString("correlation_id")).isEqualTo(batch);
        assertThat(envelope.getJsonObject("data").getString("source")).isEqualTo("api");
        assertThat(envelope.getJsonObject("data").getJsonArray("any_field")).hasSize(1);
    }

    @Test
    void whoWaitsHearsTheFateOfEveryItem() {
        ValidatableResponse answer = waited(list(
                        trade("T1", "BUY", 100, 150),
                        trade("T2", "SELL", 40, 170),
                        trade("T3", "SELL", 61, 170),
                        trade("T4", "DEPOSIT", 1, 100).replace("USD", "FJD")))
                .statusCode(200)
                .header("Preference-Applied", "wait=20")
                .body("items.status", equalTo(java.util.List.of("BOOKED", "BOOKED", "REJECTED", "WAITING")))
                .body("items[2].reason", equalTo("INSUFFICIENT_QUANTITY"))
                .body("items[3].waiting_for", containsString("FJD/USD"))
                .body("known_at", notNullValue());
        String id = answer.extract().path("items[0].id");

        assertThat(TransactionRef.decode(id).orElseThrow().key().transactionId())
                .isEqualTo("T1");
        user.request()
                .get(INGEST + "batches/" + answer.extract().path("batch_id"))
                .then()
                .statusCode(200)
                .body("items[1].status", equalTo("BOOKED"))
                .body("known_at", equalTo(answer.extract().path("known_at")));
    }

    @Test
    void aReplayChangesNothingAndAConflictIs409() {
        waited(list(trade("T1", "BUY", 100, 150))).statusCode(200);

        waited(list(trade("T1", "BUY", 100, 150).replace("100", "\"100.00\"")))
                .statusCode(200)
                .body("items[0].status", equalTo("REPLAYED"));
        waited(list(trade("T1", "BUY", 101, 150))).statusCode(409).body("code", equalTo("TRANSACTION_CONFLICT"));
        waited(list(trade("T1", "BUY", 101, 150), trade("T2", "BUY", 1, 1)))
                .statusCode(200)
                .body("items.status", equalTo(java.util.List.of("CONFLICT", "BOOKED")));
    }

    @Test
    void oneBadItemRefusesAllUnlessTheGoodAreWanted() {
        String body = list(trade("T1", "BUY", 100, 150), trade("T2", "BUY", 100, -1), "7");

        json(body)
                .post(INGEST + "transactions")
                .then()
                .statusCode(422)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors.field", containsInAnyOrder("transactions[1].price", "transactions[2]"))
                .body("errors.code", containsInAnyOrder("NEGATIVE", "WRONG_TYPE"));
        json(body)
                .header("Prefer", "wait=20")
                .queryParam("partial", true)
                .post(INGEST + "transactions")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected", equalTo(2))
                .body("items.status", equalTo(java.util.List.of("BOOKED", "INVALID", "INVALID")))
                .body("items[1].errors[0].code", equalTo("NEGATIVE"));
    }

    @Test
    void anIdTwiceInARequestIsAReplayOrRefused() {
        waited(list(trade("T1", "BUY", 100, 150), trade("T1", "BUY", 100, 150)))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("items.status", equalTo(java.util.List.of("BOOKED", "REPLAYED")));
        json(list(trade("T2", "BUY", 100, 150), trade("T2", "BUY", 101, 150)))
                .post(INGEST + "transactions")
                .then()
                .statusCode(422)
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo("transactions[1].transaction_id"))
                .body("errors[0].code", equalTo("DUPLICATE_ID"));
    }

    @ParameterizedTest(name = "a row of {0}")
    @CsvSource(delimiter = '|', textBlock = """
            text/csv; charset=utf-8 | transaction_id,portfolio_id,security_id,transactionDate,transaction_type,quantity,price,trade_currency,notes~T1,P,"SEC,1",2025-07-20,BUY,100,"150.00",USD,~~T2,P,"SEC,1",2025-07-21,SELL,40,170,USD,"a ""b"" c"~
            application/x-ndjson    | {"transaction_id":"T1","portfolio_id":"P","security_id":"SEC,1","transaction_date":"2025-07-20","transaction_type":"BUY","quantity":"100","price":150,"trade_currency":"USD"}~~{"transaction_id":"T2","portfolio_id":"P","security_id":"SEC,1","transaction_date":"2025-07-21","transaction_type":"SELL","quantity":40,"price":170,"trade_currency":"USD"}
            """)
    void otherFormatsAreRead(String type, String body) {
        user.request()
                .contentType(type)
                .body(body.replace("~", "\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .header("Prefer", "respond-async, wait=20")
                .post(INGEST + "transactions")
                .then()
                .statusCode(200)
                .body("items.status", equalTo(java.util.List.of("BOOKED", "BOOKED")));
    }

    @Test
    void aKeyHasOneEffectAndOneAnswer() {
        String key = UUID.randomUUID().toString();
        String noId = list(trade("T1", "BUY", 100, 150).replace("\"transaction_id\":\"T1\",", ""));
        ValidatableResponse first = json(noId)
                .header("Idempotency-Key", key)
                .post(INGEST + "transactions")
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", nullValue());

        json(noId)
                .header("Idempotency-Key", key)
                .post(INGEST + "transactions")
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("batch_id", equalTo(first.extract().path("batch_id")))
                .body("items[0].transaction_id", equalTo(first.extract().path("items[0].transaction_id")));
        json(noId.replace("150", "151"))
                .header("Idempotency-Key", key)
                .post(INGEST + "transactions")
                .then()
                .statusCode(409)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        assertThat(Sent.of("raw_transactions", first.extract().path("batch_id"), 1))
                .hasSize(1);
    }

    @Test
    void aRetryAfterACutHasOneEffect() {
        String key = UUID.randomUUID().toString();
        String noId =
                list(trade("T1", "BUY", 100, 150).replace("\"transaction_id\":\"T1\",", "\"transactionId\":\"\","));
        ValidatableResponse cut = waited(noId, key).statusCode(200);
        forget(cut.extract().path("batch_id"));

        waited(noId, key)
                .statusCode(200)
                .header("Idempotency-Replayed", nullValue())
                .body("batch_id", equalTo(cut.extract().path("batch_id")))
                .body("items[0].id", equalTo(cut.extract().path("items[0].id")));
        waited(list(trade("T2", "SELL", 101, 150)))
                .statusCode(200)
                .body("items[0].reason", equalTo("INSUFFICIENT_QUANTITY"));
    }

    private ValidatableResponse waited(String body, String key) {
        return json(body)
                .header("Prefer", "wait=20")
                .header("Idempotency-Key", key)
                .post(INGEST + "transactions")
                .then();
    }

    /** As if the connection and the service had gone before the answer was kept. */
    private void forget(String batch) {
        pool.preparedQuery("UPDATE ingest_batch SET response = NULL WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(batch)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Test
    void everyBadItemOfVeryManyIsNamed() {
        user.request()
                .contentType("application/x-ndjson")
                .body("{}\n".repeat(300).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post(INGEST + "transactions")
                .then()
                .statusCode(422)
                .body("errors", hasSize(300))
                .body("errors[299].field", containsString("transactions[299]."));
    }

    @Test
    void aDryRunTellsAndChangesNothing() {
        waited(list(trade("T1", "BUY", 100, 150))).statusCode(200);

        for (int round = 0; round < 2; round++) {
            json(list(trade("T1", "BUY", 100, 150), trade("T2", "BUY", 1, 1)))
                    .queryParam("dry_run", true)
                    .post(INGEST + "transactions")
                    .then()
                    .statusCode(200)
                    .body("dry_run", equalTo(true))
                    .body("items.status", equalTo(java.util.List.of("REPLAYED", "BOOKED")));
        }
    }

    /** Of 100 held: 60 and 60 are sold, the second too many; D is known with another price; E waits for its rate. */
    @ParameterizedTest(name = "held before: {0}")
    @ValueSource(booleans = {true, false})
    void aDryRunForetellsWhatBecomesOfEachItem(boolean known) {
        if (known) waited(list(trade("D", "BUY", 100, 150))).statusCode(200);
        String file = list(
                trade("D", "BUY", 100, known ? 151 : 150),
                trade("S1", "SELL", 60, 200),
                trade("S2", "SELL", 60, 200),
                trade("S1", "SELL", 60, 200),
                trade("S2", "SELL", 61, 200),
                trade("E", "BUY", 1, 10).replace("USD", "STN").replace("AAPL", "DRY_E"),
                trade("L", "BUY", 1, 10).replace("{", "{\"revision\":3,"),
                trade("L", "BUY", 2, 10).replace("{", "{\"revision\":2,"),
                trade("L", "BUY", 2, 10).replace("{", "{\"revision\":5,\"supersedes\":2,"));

        ValidatableResponse foretold = json(file)
                .queryParam("dry_run", true)
                .queryParam("partial", true)
                .post(INGEST + "transactions")
                .then()
                .statusCode(200);
        foretold.body(
                "items.status",
                equalTo(java.util.List.of(
                        known ? "CONFLICT" : "BOOKED",
                        "BOOKED",
                        "REJECTED",
                        "REPLAYED",
                        "INVALID",
                        "WAITING",
                        "BOOKED",
                        "BOOKED",
                        "REJECTED")));
        foretold.body("items[2].reason", equalTo("INSUFFICIENT_QUANTITY"));
        foretold.body("items[5].waiting_for", equalTo("RATE STN/USD"));
        foretold.body("items[8].reason", equalTo("SUPERSEDES_NOT_NEWEST: the newest revision is 3"));
        ValidatableResponse real = json(file)
                .queryParam("partial", true)
                .header("Prefer", "wait=20")
                .post(INGEST + "transactions")
                .then()
                .statusCode(200);
        for (String part : java.util.List.of("status", "reason", "waiting_for")) {
            assertThat(real.extract().<Object>path("items." + part))
                    .as(part)
                    .isEqualTo(foretold.extract().<Object>path("items." + part));
        }
    }

    @ParameterizedTest(name = "{0} to {1} is {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            {"transactions":[                      | transactions            | 400 | MALFORMED_JSON
            {"transactions":[{"price":NaN}]}       | transactions            | 400 | MALFORMED_JSON
            {"transactions":[]}                    | transactions            | 422 | VALIDATION_FAILED
            {"transactions":{}}                    | transactions            | 422 | VALIDATION_FAILED
            {"instruments":[]}                     | transactions            | 422 | VALIDATION_FAILED
            []                                     | transactions            | 422 | VALIDATION_FAILED
            {"transactions":[{}]}                  | jokes                   | 404 | NOT_FOUND
            {"transactions":[{}]}                  | transactions?dryrun=1   | 400 | UNKNOWN_PARAMETER
            {"market_prices":[{}]}                 | market-prices           | 403 | FORBIDDEN
            {"instruments":[{}]}                   | instruments             | 403 | FORBIDDEN
            {"fx_rates":[{}]}                      | fx-rates                | 403 | FORBIDDEN
            """)
    void refuses(String body, String path, int status, String code) {
        json(body).post(INGEST + path).then().statusCode(status).body("code", equalTo(code));
    }

    @Test
    void refusesWhatIsNoCsvOrTooMuchOrUnknownInType() {
        user.request()
                .contentType("text/csv")
                .body("a,b\n1,2,3\n")
                .post(INGEST + "transactions")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_CSV"));
        user.request()
                .contentType("application/x-ndjson")
                .body("{}\n".repeat(10_001).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post(INGEST + "transactions")
                .then()
                .statusCode(413)
                .body("code", equalTo("TOO_MANY_ITEMS"));
        user.request()
                .contentType("application/xml")
                .body("<a/>")
                .post(INGEST + "transactions")
                .then()
                .statusCode(415);
    }

    @Test
    void whatAllShareTakesAScope() {
        user = TestUser.withScopes(Scopes.MARKET_WRITE);
        String security = "SEC_" + UUID.randomUUID();

        String price = json("""
                {"market_prices":[{"security_id":"%s","price_date":"2025-07-25","price":"172.5","currency":"USD"}]}""".formatted(security))
                .post(INGEST + "market-prices")
                .then()
                .statusCode(202)
                .extract()
                .path("batch_id");
        String rate = json("""
                {"fx_rates":[{"from_currency":"NOK","to_currency":"SEK","rate_date":"2025-07-25","rate":"0.95"}]}""")
                .post(INGEST + "fx-rates")
                .then()
                .statusCode(202)
                .extract()
                .path("batch_id");
        String instrument = json("""
                {"instruments":[{"securityId":"%s","name":"Apple Inc.","isin":"US0378331005","instrumentCurrency":"USD","productType":"Equity"}]}""".formatted(security))
                .post(INGEST + "instruments")
                .then()
                .statusCode(202)
                .extract()
                .path("batch_id");

        assertThat(Sent.of("market_prices", price, 1).getFirst().key()).isEqualTo(security);
        assertThat(Sent.of("fx_rates", rate, 1).getFirst())
                .satisfies(r -> assertThat(r.key()).isEqualTo("NOK/SEK"))
                .satisfies(r -> assertThat(Sent.json(r).getJsonObject("data").getString("source"))
                        .isEqualTo("api"));
        assertThat(Sent.of("instruments", instrument, 1).getFirst().key()).isEqualTo(security);
    }

    @Test
    void aPortfolioIsTakenByItsStage() {
        json("""
                {"portfolios":[{"portfolio_id":"Q","name":"Quiet","base_currency":"CHF","dividend_treatment":"REDUCE_COST"}]}""")
                .header("Prefer", "wait=20")
                .post(INGEST + "portfolios")
                .then()
                .statusCode(200)
                .body("items[0].status", equalTo("BOOKED"));
    }

    @Test
    void aBatchIsItsOwnersAlone() {
        String batch = json(list(trade("T1", "BUY", 100, 150)))
                .post(INGEST + "transactions")
                .then()
                .statusCode(202)
                .extract()
                .path("batch_id");

        TestUser.create().request().get(INGEST + "batches/" + batch).then().statusCode(404);
        user.request().get(INGEST + "batches/" + UUID.randomUUID()).then().statusCode(404);
    }
}
