package dev.truemark.portfolio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class PortfolioTest {
    private static final String PATH = "/api/v1/portfolios";

    private final TestCaller caller = TestCaller.anybody();

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private ValidatableResponse create(Map<String, ?> fields) {
        return caller.request().body(fields).post(PATH).then();
    }

    private String created(String portfolioId) {
        return create(Map.of("portfolio_id", portfolioId, "base_currency", "USD"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void aNewPortfolioHasTheDefaultsOfTheContract() {
        ValidatableResponse made = create(Map.of("portfolio_id", "P1", "base_currency", "EUR"));

        String id = made.extract().path("id");
        made.statusCode(201)
                .header("Location", endsWith(PATH + "/" + id))
                .body("portfolio_id", equalTo("P1"))
                .body("name", equalTo("P1"))
                .body("base_currency", equalTo("EUR"))
                .body("time_zone", equalTo("UTC"))
                .body("cost_method", equalTo("FIFO"))
                .body("oversell", equalTo("REJECT"))
                .body("dividend_treatment", equalTo("INCOME"))
                .body("cash_tracking", equalTo("AUTO"))
                .body("description", nullValue())
                .body("created_at", notNullValue());
    }

    @Test
    void aPortfolioBecomesKnownWithItsFirstPolicyAtOneStamp() {
        String id = create(Map.of("base_currency", "USD", "cost_method", "AVERAGE"))
                .statusCode(201)
                .extract()
                .path("id");

        var row = pool.preparedQuery("""
                        SELECT y.cost_method, b.recorded_at IS NOT NULL AND b.recorded_at <= c.last AND b.stage = 'portfolio'
                        FROM portfolio p JOIN portfolio_policy y ON y.portfolio_key = p.key AND y.batch_id = p.batch_id
                        JOIN batch b ON b.id = p.batch_id CROSS JOIN knowledge_clock c WHERE p.id = $1""")
                .executeAndAwait(Tuple.of(java.util.UUID.fromString(id)))
                .iterator()
                .next();

        assertThat(row.getString(0)).isEqualTo("AVERAGE");
        assertThat(row.getBoolean(1)).isTrue();
    }

    @Test
    void aRetryUnderItsKeyHasOneEffectAndTheFirstAnswer() {
        Map<String, String> wanted = Map.of("name", "Once", "base_currency", "EUR");
        ValidatableResponse first =
                createAs("key-1", wanted).statusCode(201).header("Idempotency-Replayed", nullValue());
        String id = first.extract().path("id");
        caller.request()
                .body(Map.of("name", "Renamed"))
                .put(PATH + "/" + id)
                .then()
                .statusCode(200);

        ValidatableResponse again =
                createAs("key-1", wanted).statusCode(201).header("Idempotency-Replayed", equalTo("true"));

        assertThat(again.extract().asString()).isEqualTo(first.extract().asString());
        again.header("Location", endsWith(PATH + "/" + id));
        caller.request().get(PATH).then().body("portfolios.id", contains(id));
        createAs("key-1", Map.of("name", "Twice", "base_currency", "EUR"))
                .statusCode(409)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        createAs("not visible", wanted).statusCode(400).body("code", equalTo("BAD_REQUEST"));
    }

    @Test
    void aRefusedRequestLeavesItsKeyFreeAndOthersHaveTheirOwn() {
        created("TAKEN");
        createAs("key-2", Map.of("portfolio_id", "TAKEN", "base_currency", "USD"))
                .statusCode(409);
        createAs("key-2", Map.of("portfolio_id", "FREE", "base_currency", "USD"))
                .statusCode(201);

        TestCaller.anybody()
                .request()
                .header("Idempotency-Key", "key-2")
                .body(Map.of("portfolio_id", "OTHERS", "base_currency", "USD"))
                .post(PATH)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue());
    }

    private ValidatableResponse createAs(String key, Map<String, ?> fields) {
        return caller.request()
                .header("Idempotency-Key", key)
                .body(fields)
                .post(PATH)
                .then();
    }

    @Test
    void anIdIsNotUsedTwiceByOneOwnerButByTwo() {
        created("MINE");

        create(Map.of("portfolio_id", "MINE", "base_currency", "USD"))
                .statusCode(409)
                .body("code", equalTo("PORTFOLIO_EXISTS"));
        TestCaller.anybody()
                .request()
                .body(Map.of("portfolio_id", "MINE", "base_currency", "USD"))
                .post(PATH)
                .then()
                .statusCode(201);
    }

    @ParameterizedTest(name = "{0}={1} is refused as {2}")
    @CsvSource({
        "base_currency, XXQ, UNKNOWN_CURRENCY",
        "base_currency, usd, UNKNOWN_CURRENCY",
        "time_zone, Mars/Base, UNKNOWN_ZONE",
        "cost_method, GUESS, WRONG_FORMAT",
        "colour, blue, UNKNOWN_FIELD",
        "open_date, yesterday, WRONG_FORMAT"
    })
    void aFieldThatCannotBeIsNamed(String field, String value, String code) {
        create(Map.of("base_currency".equals(field) ? "name" : "base_currency", "USD", field, value))
                .statusCode(422)
                .body("errors.field", hasItems(field))
                .body("errors.code", hasItems(code));
    }

    @Test
    void everythingWrongIsNamedAtOnce() {
        create(Map.of("portfolio_id", " ", "time_zone", "?", "open_date", "2025-02-01", "close_date", "2025-01-01"))
                .statusCode(422)
                .body("errors.field", hasItems("portfolio_id", "time_zone", "close_date", "base_currency"));
    }

    @Test
    void theListHasPagesAndAnOrder() {
        Stream.of("B", "C", "A").forEach(this::created);

        String cursor = caller.request()
                .get(PATH + "?limit=2")
                .then()
                .statusCode(200)
                .body("portfolios.portfolio_id", contains("A", "B"))
                .extract()
                .path("next_cursor");
        caller.request()
                .get(PATH + "?limit=2&cursor=" + cursor)
                .then()
                .body("portfolios.portfolio_id", contains("C"))
                .body("next_cursor", nullValue());
        caller.request()
                .get(PATH + "?sort=-portfolio_id")
                .then()
                .body("portfolios.portfolio_id", contains("C", "B", "A"));
    }

    @ParameterizedTest(name = "?{0} is 400")
    @CsvSource({"limit=0", "limit=1001", "limit=many", "cursor=nonsense", "cursor=AAAA", "sort=colour", "colour=blue"})
    void aListRefusesParametersThatItDoesNotUnderstand(String query) {
        caller.request().get(PATH + "?" + query).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        Stream.of("A", "B").forEach(this::created);
        String cursor = caller.request().get(PATH + "?limit=1").path("next_cursor");

        caller.request()
                .get(PATH + "?limit=1&sort=name&cursor=" + cursor)
                .then()
                .statusCode(400);
    }

    @Test
    void anEntityTagSavesTheSecondAnswer() {
        created("A");
        String tag = caller.request().get(PATH).header("ETag");

        caller.request().header("If-None-Match", tag).get(PATH).then().statusCode(304);
        created("B");
        caller.request().header("If-None-Match", tag).get(PATH).then().statusCode(200);
    }

    @Test
    void aProfileChangesInPlace() {
        String id = created("P1");

        caller.request()
                .body(Map.of("name", "Pension", "base_currency", "EUR", "time_zone", "Europe/Berlin"))
                .put(PATH + "/P1")
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("name", equalTo("Pension"))
                .body("base_currency", equalTo("EUR"))
                .body("time_zone", equalTo("Europe/Berlin"));
    }

    @Test
    void theCurrencyStaysOnceSomethingIsBooked() {
        String id = created("P1");
        pool.preparedQuery("UPDATE portfolio SET version = 1 WHERE id = $1")
                .executeAndAwait(Tuple.of(java.util.UUID.fromString(id)));

        caller.request()
                .body(Map.of("base_currency", "EUR"))
                .put(PATH + "/" + id)
                .then()
                .statusCode(409)
                .body("code", equalTo("PORTFOLIO_HAS_BOOKS"));
        caller.request()
                .body(Map.of("base_currency", "USD"))
                .put(PATH + "/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void aPolicyGoesToTheWriterOfTheBooks() {
        created("P1");

        caller.request()
                .body(Map.of("cost_method", "AVERAGE"))
                .put(PATH + "/P1")
                .then()
                .statusCode(202)
                .body("portfolio.portfolio_id", equalTo("P1"))
                .body("awaited.cost_method", equalTo("AVERAGE"));

        JsonObject event = sentToLedger(caller.id() + "|P1");
        assertThat(event.getString("event_type")).isEqualTo("policy.received");
        assertThat(event.getString("owner")).isEqualTo(caller.id().toString());
        assertThat(event.getJsonObject("data").getString("portfolio_id")).isEqualTo("P1");
        assertThat(event.getJsonObject("data").getString("cost_method")).isEqualTo("AVERAGE");
    }

    private JsonObject sentToLedger(String key) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest", "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("raw_transactions").stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(
                            () -> {
                                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(200))) {
                                    if (key.equals(each.key())) return new JsonObject(each.value());
                                }
                                return null;
                            },
                            found -> found != null);
        }
    }

    @Test
    void whatIsDeletedIsGoneForEverybody() {
        String id = created("P1");

        caller.request().delete(PATH + "/P1").then().statusCode(204);

        caller.request().delete(PATH + "/" + id).then().statusCode(404);
        caller.request().body(Map.of("name", "x")).put(PATH + "/P1").then().statusCode(404);
        caller.request().get(PATH).then().body("portfolios.size()", equalTo(0));
    }

    @Test
    void thePortfolioOfAnotherDoesNotExist() {
        String id = created("P1");
        TestCaller stranger = TestCaller.anybody();

        stranger.request().body(Map.of("name", "x")).put(PATH + "/" + id).then().statusCode(404);
        stranger.request().delete(PATH + "/" + id).then().statusCode(404);
        stranger.request().get(PATH).then().body("portfolios.size()", equalTo(0));
        given().get(PATH).then().statusCode(401);
    }
}
