package dev.truemark.portfolio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies from a date on and of one security, over HTTP, the topic and the stage. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class PoliciesTest {
    private static final String PATH = "/api/v1/portfolios/POL";
    private static final String LIFO_FROM_MARCH = """
            {"policies":[{"effective_from":"2024-03-01","cost_method":"LIFO"},
                         {"security_id":"POLICY-T","cost_method":"HIFO"}]}""";
    private static final String BOUGHT = """
            {"transaction_id":"%1$s-%2$s","portfolio_id":"POL","security_id":"POLICY-%1$s","transaction_date":"2024-01-0%2$s",
             "transaction_type":"BUY","quantity":"10","price":"%2$s0","currency":"USD"}""";
    private static final String SOLD = """
            {"transaction_id":"%1$s-sold-%2$s","portfolio_id":"POL","security_id":"POLICY-%1$s","transaction_date":"2024-0%2$s-10",
             "transaction_type":"SELL","quantity":"5","price":"30","currency":"USD"}""";

    private final TestCaller caller = TestCaller.anybody();

    private Response put(String body) {
        return caller.request().body(body).put(PATH + "/policies");
    }

    private Response get(String path) {
        return caller.request().get(PATH + path);
    }

    private void ingest(String kind, String items) {
        caller.request()
                .header("Prefer", "wait=20")
                .body("{\"" + kind + "\":[" + items + "]}")
                .post("/api/v1/ingest/" + kind)
                .then()
                .statusCode(200)
                .body("items.status", everyItem(equalTo("BOOKED")));
    }

    /** Of each security 10 at 10 and 10 at 20, and 5 sold at 30 in February and in April. */
    private void booked() {
        ingest("portfolios", "{\"portfolio_id\":\"POL\",\"base_currency\":\"USD\"}");
        ingest(
                "transactions",
                String.join(
                        ",",
                        List.of("S", "T").stream()
                                .map(s -> String.join(
                                        ",",
                                        BOUGHT.formatted(s, 1),
                                        BOUGHT.formatted(s, 2),
                                        SOLD.formatted(s, 2),
                                        SOLD.formatted(s, 4)))
                                .toList()));
    }

    private void change(String body, int revision) {
        put(body).then().statusCode(202).body("awaited", equalTo(true)).body("replaces", equalTo(revision - 1));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get("/policies").path("revision"), is -> is.equals(revision));
    }

    @Test
    void whatWasNeverSaidIsWhatIsUsual() {
        caller.request()
                .body("{\"portfolio_id\":\"POL\",\"base_currency\":\"USD\"}")
                .post("/api/v1/portfolios")
                .then()
                .statusCode(201)
                .body("fees_in_cost", equalTo(true));

        get("/policies")
                .then()
                .statusCode(200)
                .body("revision", equalTo(1))
                .body("cost_method", equalTo("FIFO"))
                .body("cash_tracking", equalTo("AUTO"))
                .body("fees_in_cost", equalTo(true))
                .body("policies", hasSize(0));
        put("{\"policies\":[]}").then().statusCode(200).body("awaited", equalTo(false));
    }

    /**
     * FIFO sells 5 at 30 that cost 10, twice: 200. LIFO in April sells 5 that cost 20: 150. HIFO always sells those: 100.
     */
    @Test
    void aChangeBooksAgainAndIsAFactWithItsHistory() {
        booked();
        Response before = get("/positions");
        String knownAt = before.path("known_at");
        String then = "?known_at=" + knownAt;
        List<String> questions = List.of("/positions", "/lots", "/realized-gains", "/valuation", "/policies");
        List<String> answers =
                questions.stream().map(q -> get(q + then).asString()).toList();

        change(LIFO_FROM_MARCH, 1);

        assertThat(questions.stream().map(q -> get(q + then).asString()).toList())
                .isEqualTo(answers);
        get("/realized-gains?security_id=POLICY-S").then().body("realized_gains.realized_pnl", contains("100", "50"));
        get("/realized-gains?security_id=POLICY-T").then().body("realized_gains.realized_pnl", contains("50", "50"));
        get("/policies")
                .then()
                .body("policies", hasSize(2))
                .body("policies[0].effective_from", equalTo("2024-03-01"))
                .body("policies[0].security_id", nullValue())
                .body("policies[1].security_id", equalTo("POLICY-T"))
                .body("policies[1].cost_method", equalTo("HIFO"))
                .body("told_by", equalTo("caller-" + caller.id()))
                .body("recorded_at", notNullValue());
        change("{\"supersedes\":1,\"policies\":[]}", 2);
        get("/policies/history")
                .then()
                .body("revisions.revision", contains(2, 1))
                .body("revisions[1].policies", hasSize(2));
        get("/policies/history" + then).then().body("revisions", hasSize(0));
        get("/policies/history?limit=1&sort=revision").then().statusCode(400);
        assertThat(get("/positions").<String>path("books_hash")).isEqualTo(before.path("books_hash"));
    }

    @Test
    void changesExplainAndTheLiveStateFollow() {
        booked();
        String knownAt = get("/positions").path("known_at");
        change(LIFO_FROM_MARCH, 1);

        get("/changes?figure=realized&security_id=POLICY-S&from_known_at=" + knownAt)
                .then()
                .statusCode(200)
                .body("changes[0].causes.kind", contains("POLICY"))
                .body("changes[0].causes[0].delta", equalTo("-50"))
                .body("changes[0].causes[0].facts.policy", hasItem("cost_method"))
                .body("changes[0].causes[0].facts[0].former", equalTo("FIFO"))
                .body("changes[0].causes[0].facts[0].now", equalTo("LIFO"))
                .body("changes[0].causes[0].facts[0].effective_from", equalTo("2024-03-01"));
        get("/explain?figure=realized&security_id=POLICY-S&depth=20")
                .then()
                .statusCode(200)
                .body("roots[0].value", equalTo("150"))
                .body("nodes.label", hasItem(containsString("(LIFO from 2024-03-01)")));
        JsonObject valued = new JsonObject(get("/valuation").asString());
        String basis = Base64.getUrlEncoder()
                .encodeToString(valued.getJsonObject("basis").encode().getBytes(StandardCharsets.UTF_8));
        assertThat(get("/valuation?basis=" + basis).<String>path("state_hash"))
                .isEqualTo(valued.getString("state_hash"));
    }

    @Test
    void whatIsSupposedAndWhatIsBroughtTakeThePolicies() {
        booked();

        caller.request()
                .body(
                        "{\"methods\":[\"FIFO\"],\"policies\":[{\"effective_from\":\"2024-03-01\",\"cost_method\":\"LIFO\"}]}")
                .post(PATH + "/what-if")
                .then()
                .statusCode(200)
                .body("under_policies.realized_pnl_base", equalTo("300"))
                .body("methods[0].realized_pnl_base", equalTo("400"));
        caller.request()
                .body(
                        ("{\"base_currency\":\"USD\",\"policies\":[{\"security_id\":\"POLICY-S\",\"cost_method\":\"HIFO\"}],"
                                        + "\"transactions\":[%s,%s,%s]}")
                                .formatted(BOUGHT.formatted("S", 1), BOUGHT.formatted("S", 2), SOLD.formatted("S", 2)))
                .post("/api/v1/analytics/lots")
                .then()
                .statusCode(200)
                .body("realized_gains.realized_pnl", contains("50"));
        caller.request()
                .body("{\"base_currency\":\"USD\",\"policies\":[{}],\"transactions\":[]}")
                .post("/api/v1/analytics/lots")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("policies[0].effective_from"));
    }

    @Test
    void aRequestUnderAKeyHasOneEffectAndAnOldRevisionIsRefused() {
        booked();
        String body = "{\"supersedes\":0,\"policies\":[{\"effective_from\":\"2024-03-01\",\"cost_method\":\"LIFO\"}]}";
        Response first =
                caller.request().header("Idempotency-Key", "once").body(body).put(PATH + "/policies");
        first.then().statusCode(202);
        await().atMost(Duration.ofSeconds(20)).until(() -> get("/policies").path("revision"), is -> is.equals(1));

        Response again =
                caller.request().header("Idempotency-Key", "once").body(body).put(PATH + "/policies");
        again.then().statusCode(202).header("Idempotency-Replayed", "true");
        assertThat(again.asString()).isEqualTo(first.asString());
        caller.request()
                .header("Idempotency-Key", "once")
                .body("{\"policies\":[]}")
                .put(PATH + "/policies")
                .then()
                .statusCode(409)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        put("{\"supersedes\":0,\"policies\":[]}").then().statusCode(409).body("code", equalTo("POLICIES_NOT_NEWEST"));
    }

    @ParameterizedTest(name = "{0} is {1} on {2}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                              | REQUIRED          | policies
            {"policies":"x"}                                                                | WRONG_TYPE        | policies
            {"policies":[1]}                                                                | WRONG_TYPE        | policies[0]
            {"policies":[{"cost_method":"LIFO"}]}                                           | REQUIRED          | policies[0].effective_from
            {"policies":[{"effective_from":"2024-13-01"}]}                                  | WRONG_FORMAT      | policies[0].effective_from
            {"policies":[{"effective_from":"1799-12-31"}]}                                  | DATE_OUT_OF_RANGE | policies[0].effective_from
            {"policies":[{"effective_from":"2024-01-01T00:00:00Z"}]}                        | DATE_ONLY         | policies[0].effective_from
            {"policies":[{"effective_from":"2024-01-01"},{"effective_from":"2024-01-01"}]}  | DUPLICATE         | policies[1].effective_from
            {"policies":[{"security_id":"S"},{"security_id":"S"}]}                          | DUPLICATE         | policies[1].effective_from
            {"policies":[{"security_id":"S","cost_method":"LUCK"}]}                         | UNKNOWN_VALUE     | policies[0].cost_method
            {"policies":[{"security_id":"S","fees_in_cost":"maybe"}]}                       | WRONG_TYPE        | policies[0].fees_in_cost
            {"policies":[{"security_id":"S","cash_tracking":"AUTO"}]}                       | NOT_DATED         | policies[0].cash_tracking
            {"policies":[{"security_id":"S","cost_metod":"FIFO"}]}                          | UNKNOWN_FIELD     | policies[0].cost_metod
            {"policies":[],"polices":[]}                                                    | UNKNOWN_FIELD     | polices
            """)
    void whatCannotBeIsNamed(String body, String code, String field) {
        put(body).then().statusCode(422).body("errors.code", contains(code)).body("errors.field", contains(field));
    }

    @Test
    void thePoliciesOfAnotherDoNotExist() {
        booked();
        TestCaller stranger = TestCaller.anybody();

        stranger.request().get(PATH + "/policies").then().statusCode(404);
        stranger.request().get(PATH + "/policies/history").then().statusCode(404);
        stranger.request()
                .body("{\"policies\":[]}")
                .put(PATH + "/policies")
                .then()
                .statusCode(404);
        given().get(PATH + "/policies").then().statusCode(401);
    }

    @Test
    void anExportBringsThePoliciesAlong() {
        booked();
        change(LIFO_FROM_MARCH, 1);
        String file = get("/export").asString();
        TestCaller other = TestCaller.anybody();
        for (String kind : List.of("transactions", "portfolios")) {
            given().header("Authorization", "Bearer " + other.token())
                    .header("Prefer", "wait=20")
                    .contentType("application/x-ndjson")
                    .body(file.getBytes(StandardCharsets.UTF_8))
                    .post("/api/v1/ingest/" + kind)
                    .then()
                    .statusCode(200)
                    .body("items.status", everyItem(equalTo("BOOKED")));
        }

        assertThat(other.request().get(PATH + "/positions").<String>path("books_hash"))
                .isEqualTo(get("/positions").path("books_hash"));
        assertThat(other.request().get(PATH + "/policies").<Object>path("policies"))
                .isEqualTo(get("/policies").path("policies"));
        assertThat(other.request().get(PATH + "/export").asString()).isEqualTo(file);
    }
}
