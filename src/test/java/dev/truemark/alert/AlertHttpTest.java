package dev.truemark.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.truemark.conformance.Investor;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules by REST, figures by the market, and what fires, on real servers. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class AlertHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PATH = "/api/v1/portfolios/P";

    @Inject
    Pool pool;

    @Inject
    Keeping keeping;

    @Inject
    OldAlerts old;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String security = "ALERT-" + run;
    private Investor investor;

    /** 10 units, bought at 100, and 500 of cash. */
    @BeforeEach
    void aPosition() {
        investor = Investor.registered();
        investor.open("P", Map.of("base_currency", "USD"));
        price("100");
        investor.ingest(
                "transactions",
                List.of(
                        transaction("IN", "DEPOSIT", Map.of("gross_transaction_amount", "1500")),
                        transaction("BUY", "BUY", Map.of("security_id", security, "quantity", 10, "price", "100"))));
    }

    /** Nobody looks at its rules any more. */
    @AfterEach
    void itIsGone() {
        investor.request().delete(PATH).then().statusCode(204);
    }

    private static Map<String, Object> transaction(String id, String type, Map<String, Object> more) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "transaction_id",
                id,
                "portfolio_id",
                "P",
                "transaction_type",
                type,
                "transaction_date",
                LocalDate.now(ZoneOffset.UTC).minusDays(10).toString(),
                "currency",
                "USD"));
        fields.putAll(more);
        return fields;
    }

    private void price(String price) {
        price(price, Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    private void price(String price, Instant at) {
        investor.ingest(
                "market-prices",
                List.of(Map.of(
                        "security_id", security, "price_time", at.toString(), "price", price, "currency", "USD")));
    }

    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    private ValidatableResponse post(Map<String, ?> rule) {
        return investor.request()
                .contentType(ContentType.JSON)
                .body(rule)
                .post(PATH + "/alert-rules")
                .then();
    }

    private String rule(Map<String, ?> rule) {
        return post(rule).statusCode(201).extract().path("id");
    }

    private JsonPath alerts() {
        return investor.get("/portfolios/P/alerts");
    }

    private JsonPath alertsWhen(int count) {
        patiently().until(() -> alerts().getList("alerts").size() == count);
        return alerts();
    }

    @Test
    void aRuleIsMadeReadChangedAndRemoved() {
        JsonPath made = post(Map.of("kind", "DRIFT", "threshold", "0.05", "name", "Out of line"))
                .statusCode(201)
                .header("Location", containsString("/alert-rules/"))
                .body("direction", equalTo("ABOVE"))
                .body("rearm", equalTo("0"))
                .body("enabled", equalTo(true))
                .body("revision", equalTo(1))
                .body("webhook_secret", nullValue())
                .body("created_at", notNullValue())
                .extract()
                .jsonPath();
        String path = PATH + "/alert-rules/" + made.getString("id");
        investor.request().get(path).then().statusCode(200).body("name", equalTo("Out of line"));

        Map<String, Object> changed =
                Map.of("kind", "VALUE", "direction", "BELOW", "threshold", 1, "webhook_url", "http://localhost:1/hook");
        String secret = investor.request()
                .contentType(ContentType.JSON)
                .body(changed)
                .put(path)
                .then()
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("name", equalTo("VALUE"))
                .body("webhook_secret", startsWith("whsec_"))
                .extract()
                .path("webhook_secret");
        investor.request().get(path).then().body("webhook_secret", nullValue());
        String next = investor.request()
                .post(path + "/webhook-secret")
                .then()
                .statusCode(200)
                .extract()
                .path("webhook_secret");
        assertThat(next).startsWith("whsec_").isNotEqualTo(secret);

        rule(Map.of("kind", "STALE", "threshold", 1_000_000_000));
        JsonPath first = investor.get("/portfolios/P/alert-rules", "limit", 1);
        assertThat(first.getList("alert_rules.kind")).containsExactly("VALUE");
        JsonPath second =
                investor.get("/portfolios/P/alert-rules", "limit", 1, "cursor", first.getString("next_cursor"));
        assertThat(second.getList("alert_rules.kind")).containsExactly("STALE");
        assertThat(second.getString("next_cursor")).isNull();

        investor.request().delete(path).then().statusCode(204);
        investor.request().get(path).then().statusCode(404);
        investor.request().delete(path).then().statusCode(404);
    }

    /** A key of the caller makes one rule, whose secret is told again; another body is another request. */
    @Test
    void aRetriedRequestMakesOneRule() {
        Map<String, Object> wanted = Map.of("kind", "DRIFT", "threshold", 1, "webhook_url", "http://localhost:1/hook");
        String first = keyed(wanted).statusCode(201).extract().asString();
        String second = keyed(wanted)
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .extract()
                .asString();
        assertThat(JsonPath.from(second).getMap("$"))
                .isEqualTo(JsonPath.from(first).getMap("$"));
        assertThat(investor.get("/portfolios/P/alert-rules").getList("alert_rules"))
                .hasSize(1);
        keyed(Map.of("kind", "DRIFT", "threshold", 2)).statusCode(409).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        investor.request()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "with a blank")
                .body(wanted)
                .post(PATH + "/alert-rules")
                .then()
                .statusCode(400);
    }

    private ValidatableResponse keyed(Map<String, ?> rule) {
        return investor.request()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "rule-" + run)
                .body(rule)
                .post(PATH + "/alert-rules")
                .then();
    }

    @Test
    void whatIsNoRuleIsRefused() {
        post(Map.of("kind", "VALUE", "threshold", 1))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.field", hasItem("direction"));
        post(Map.of("kind", "DRIFT", "threshold", 1, "colour", "red"))
                .statusCode(422)
                .body("errors[0].field", equalTo("colour"));
        post(Map.of("kind", "NOISE", "threshold", 1)).statusCode(422).body("errors[0].field", equalTo("kind"));
        for (String url : List.of("ftp://example.com", "https://u:p@example.com", "http://10.0.0.1/")) {
            post(Map.of("kind", "DRIFT", "threshold", 1, "webhook_url", url))
                    .statusCode(422)
                    .body("errors[0].field", equalTo("webhook_url"));
        }
        String id = rule(Map.of("kind", "DRIFT", "threshold", 1));
        investor.request()
                .post(PATH + "/alert-rules/" + id + "/webhook-secret")
                .then()
                .statusCode(409)
                .body("code", equalTo("NO_WEBHOOK"));
        investor.request().get(PATH + "/alert-rules?sort=name").then().statusCode(400);
        investor.request().get(PATH + "/alerts?state=BROKEN").then().statusCode(400);
        investor.request().get(PATH + "/alerts?rule_id=1").then().statusCode(400);
        investor.request().get(PATH + "/alerts?sort=value").then().statusCode(400);
        investor.request()
                .post(PATH + "/alerts/" + UUID.randomUUID() + "/acknowledge")
                .then()
                .statusCode(404);
    }

    @Test
    void theRulesOfAnotherAreNotThere() {
        String id = rule(Map.of("kind", "DRIFT", "threshold", 1));
        String portfolio = investor.get("/portfolios/P").getString("id");
        Investor other = Investor.registered();
        String path = "/api/v1/portfolios/" + portfolio + "/alert-rules";
        other.request().get(path).then().statusCode(404);
        other.request().get(path + "/" + id).then().statusCode(404);
        other.request().delete(path + "/" + id).then().statusCode(404);
        other.request()
                .get("/api/v1/portfolios/" + portfolio + "/alerts")
                .then()
                .statusCode(404);
    }

    /** Worth 1000 of shares and 500 of cash; above 1600 from a price of 111 on, back from 1580, a price of 108, down. */
    @Test
    void aValueFiresOnceComesBackAndFiresAgain() {
        String id = rule(Map.of("kind", "VALUE", "direction", "ABOVE", "threshold", 1600, "rearm", 20));
        price("111");
        JsonPath fired = alertsWhen(1);
        assertThat(fired.getString("alerts[0].rule_id")).isEqualTo(id);
        assertThat(fired.getString("alerts[0].state")).isEqualTo("OPEN");
        assertThat(fired.getString("alerts[0].value")).isEqualTo("1610");
        assertThat(fired.getInt("alerts[0].fired_seq")).isEqualTo(1);
        // the figure that it fired on is answered again
        patiently()
                .untilAsserted(() -> investor.request()
                        .queryParam("basis", fired.getString("alerts[0].basis"))
                        .get(PATH + "/valuation")
                        .then()
                        .statusCode(200)
                        .body("totals.total_value", equalTo("1610"))
                        .body("state_hash", equalTo(fired.getString("alerts[0].state_hash"))));

        price("112");
        price("109");
        price("107");
        patiently().until(() -> "RESOLVED".equals(alerts().getString("alerts[0].state")));
        JsonPath back = alerts();
        assertThat(back.getList("alerts")).hasSize(1);
        assertThat(back.getString("alerts[0].resolved_value")).isEqualTo("1570");
        assertThat(back.getString("alerts[0].resolution")).isEqualTo("RETURNED");
        assertThat(back.getInt("alerts[0].resolved_seq")).isEqualTo(2);

        price("120");
        JsonPath again = alertsWhen(2);
        assertThat(again.getString("alerts[0].value")).isEqualTo("1700");
        assertThat(again.getInt("alerts[0].fired_seq")).isEqualTo(3);
        JsonPath page = investor.get("/portfolios/P/alerts", "limit", 1, "rule_id", id);
        assertThat(page.getInt("alerts[0].fired_seq")).isEqualTo(3);
        JsonPath next = investor.get(
                "/portfolios/P/alerts", "limit", 1, "rule_id", id, "cursor", page.getString("next_cursor"));
        assertThat(next.getInt("alerts[0].fired_seq")).isEqualTo(1);
        assertThat(investor.get("/portfolios/P/alerts", "state", "OPEN").getList("alerts"))
                .hasSize(1);

        String seen = investor.request()
                .post(PATH + "/alerts/" + again.getString("alerts[0].id") + "/acknowledge")
                .then()
                .statusCode(200)
                .body("acknowledged_at", notNullValue())
                .extract()
                .path("acknowledged_at");
        assertThat(alerts().getString("alerts[0].acknowledged_at")).isEqualTo(seen);
    }

    /** Against all in the security: 1000/1500 of it is held, so it drifts by 1/3, and cash by as much. */
    @Test
    void eachKindFiresOnTheFigureThatRestAnswers() {
        Instant yesterday = LocalDate.now(ZoneOffset.UTC)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .minusSeconds(1);
        price("80", yesterday);
        investor.request()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "date",
                        LocalDate.now(ZoneOffset.UTC).minusDays(1).toString(),
                        "targets",
                        List.of(Map.of("security_id", security, "weight", "1"))))
                .put(PATH + "/targets")
                .then()
                .statusCode(200);
        String move = rule(Map.of("kind", "PRICE_MOVE", "security_id", security, "threshold", "0.1"));
        String drift = rule(Map.of("kind", "DRIFT", "threshold", "0.33"));
        String stale = rule(Map.of("kind", "STALE", "threshold", "0.001"));
        String other = rule(Map.of("kind", "PRICE_MOVE", "security_id", "NONE-" + run, "threshold", "0.1"));
        JsonPath fired = alertsWhen(3);
        assertThat(fired.getList("alerts.rule_id"))
                .containsExactlyInAnyOrder(move, drift, stale)
                .doesNotContain(other);
        assertThat(fired.getString("alerts.find { it.kind == 'PRICE_MOVE' }.value"))
                .isEqualTo("0.25");
        String seen = fired.getString("alerts.find { it.kind == 'DRIFT' }.value");
        assertThat(new BigDecimal(seen)).isEqualByComparingTo("0.333333333333333333");
        JsonPath constituents = investor.get("/portfolios/P/constituents");
        assertThat(new BigDecimal(constituents.getString("cash.drift"))).isEqualByComparingTo(seen);
    }

    /** Bought at 100 ten days ago and worth 80 since yesterday: from 1500 to 1300 it fell by 2/15. */
    @Test
    void aDrawdownFiresOnTheDailyReturns() {
        Instant bought = Instant.now().minus(Duration.ofDays(10)).truncatedTo(ChronoUnit.MICROS);
        price("100", bought);
        price("80");
        String id = rule(Map.of("kind", "DRAWDOWN", "threshold", "0.13"));
        rule(Map.of("kind", "DRAWDOWN", "threshold", "0.14"));
        rule(Map.of("kind", "VAR", "threshold", "0.000001"));
        JsonPath fired = alertsWhen(1);
        assertThat(fired.getString("alerts[0].rule_id")).isEqualTo(id);
        assertThat(fired.getDouble("alerts[0].value"))
                .isCloseTo(2.0 / 15, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(fired.getString("alerts[0].basis")).isNull();
        JsonPath then = investor.get(
                "/portfolios/P/performance",
                "as_of",
                fired.getString("alerts[0].as_of"),
                "known_at",
                fired.getString("alerts[0].known_at"));
        assertThat(then.getDouble("daily[-1].index"))
                .isCloseTo(13.0 / 15, org.assertj.core.api.Assertions.within(1e-9));
    }

    /** A rule that is made another closes what it was, and is looked at as if it were new. */
    @Test
    void aChangedRemovedOrDisabledRuleLeavesNothingOpen() {
        String id = rule(Map.of("kind", "VALUE", "direction", "ABOVE", "threshold", 1000));
        alertsWhen(1);
        change(id, Map.of("kind", "VALUE", "direction", "ABOVE", "threshold", 1100));
        JsonPath changed = alertsWhen(2);
        assertThat(changed.getString("alerts[1].resolution")).isEqualTo("RULE_CHANGED");
        assertThat(changed.getString("alerts[0].state")).isEqualTo("OPEN");
        assertThat(changed.getString("alerts[0].threshold")).isEqualTo("1100");

        change(id, Map.of("kind", "VALUE", "direction", "ABOVE", "threshold", "1100.0", "name", "Another name"));
        assertThat(investor.get("/portfolios/P/alert-rules").getInt("alert_rules[0].revision"))
                .as("a name is no condition")
                .isEqualTo(2);
        change(id, Map.of("kind", "VALUE", "direction", "ABOVE", "threshold", 1100, "enabled", false));
        patiently().until(() -> "RULE_CHANGED".equals(alerts().getString("alerts[0].resolution")));
        change(id, Map.of("kind", "VALUE", "direction", "ABOVE", "threshold", 1100));
        alertsWhen(3);
        investor.request().delete(PATH + "/alert-rules/" + id).then().statusCode(204);
        patiently().until(() -> "RULE_REMOVED".equals(alerts().getString("alerts[0].resolution")));
        assertThat(alerts().getList("alerts.state")).containsOnly("RESOLVED");
    }

    /** A year and a day after it ended; one that is open stays, however old it is. */
    @Test
    void whatEndedLongAgoIsLetGoOf() {
        try (Receiver receiver = new Receiver()) {
            String url = receiver.answering("/hook", "200");
            String gone = rule(Map.of("kind", "VALUE", "direction", "ABOVE", "threshold", 1, "webhook_url", url));
            rule(Map.of("kind", "VALUE", "direction", "ABOVE", "threshold", 2));
            alertsWhen(2);
            investor.request().delete(PATH + "/alert-rules/" + gone).then().statusCode(204);
            patiently().until(() -> alerts().getList("alerts.state").contains("RESOLVED"));
            UUID portfolio = UUID.fromString(investor.get("/portfolios/P").getString("id"));
            execute(
                    "UPDATE alert SET fired_at = fired_at - interval '366 days', resolved_at = resolved_at - interval '366 days' "
                            + "WHERE portfolio = $1",
                    Tuple.of(portfolio));
            patiently().until(() -> {
                old.forget().await().atMost(PATIENCE);
                return alerts().getList("alerts").size() == 1;
            });
            assertThat(alerts().getString("alerts[0].state")).isEqualTo("OPEN");
        }
    }

    private void change(String id, Map<String, ?> rule) {
        investor.request()
                .contentType(ContentType.JSON)
                .body(rule)
                .put(PATH + "/alert-rules/" + id)
                .then()
                .statusCode(200);
    }

    /** A figure without a price is no figure: the value stays as it is, and its age is beyond all bounds. */
    @Test
    void aMissingPriceFiresNothingButItsOwnRule() {
        String unknown = "ALERT-NO-PRICE-" + run;
        rule(Map.of("kind", "VALUE", "direction", "BELOW", "threshold", 1_000_000_000));
        rule(Map.of("kind", "STALE", "threshold", 1_000_000_000));
        alertsWhen(1);
        investor.ingest(
                "transactions",
                List.of(transaction("X", "BUY", Map.of("security_id", unknown, "quantity", 1, "price", "100"))));
        JsonPath fired = alertsWhen(2);
        assertThat(fired.getString("alerts[0].kind")).isEqualTo("STALE");
        assertThat(fired.getString("alerts[0].reason")).isEqualTo("PRICE_MISSING");
        assertThat(fired.getString("alerts[0].value")).isNull();
        assertThat(fired.getString("alerts[1].state")).isEqualTo("OPEN");
    }

    /** An instance that dies while it looks has kept nothing; the next one finds all of it, once. */
    @Test
    void aLookThatDiesIsRepeatedAndNothingIsToldTwice() {
        UUID portfolio = UUID.fromString(investor.get("/portfolios/P").getString("id"));
        execute(
                "INSERT INTO alert_watch (portfolio, changed_at, claim, lease_until) "
                        + "VALUES ($1, now(), 7, now() + interval '1 hour')",
                Tuple.of(portfolio));
        UUID id = UUID.fromString(rule(Map.of("kind", "VALUE", "direction", "ABOVE", "threshold", 1)));
        WatchedRule rule = new WatchedRule(
                new Alert.Rule(id, 1, "VALUE", AlertKind.VALUE, Direction.ABOVE, BigDecimal.ONE, null),
                new Trigger(Direction.ABOVE, BigDecimal.ONE, BigDecimal.ZERO),
                java.util.Optional.empty(),
                null,
                null,
                false,
                true,
                java.util.Optional.empty());
        Alert.At at = new Alert.At(BigDecimal.TEN, null, LocalDate.now(ZoneOffset.UTC), Instant.now(), "basis", "hash");
        List<Keeping.Firing> one = List.of(new Keeping.Firing(UUID.randomUUID(), rule, at));
        List<Keeping.Firing> twice = List.of(one.getFirst(), new Keeping.Firing(UUID.randomUUID(), rule, at));

        // its transaction fails at the second of two crossings, which is one too many
        Watches.Claim mine = claim(portfolio, 7);
        assertThat(kept(mine, twice)).isEqualTo("failed");
        // somebody else has taken over: nothing is kept under an older claim
        assertThat(kept(claim(portfolio, 6), one)).isEqualTo("false");
        assertThat(alerts().getList("alerts")).isEmpty();

        execute("UPDATE alert_watch SET lease_until = now() WHERE portfolio = $1", Tuple.of(portfolio));
        JsonPath fired = alertsWhen(1);
        assertThat(fired.getInt("alerts[0].fired_seq"))
                .as("numbers of what was not kept are used")
                .isEqualTo(1);
        assertThat(fired.getString("alerts[0].value")).isEqualTo("1500");
        assertThat(kept(mine, one))
                .as("the one that was thought dead comes back")
                .isEqualTo("false");
        price("130");
        price("140");
        patiently().until(() -> looks(portfolio) > 8);
        assertThat(alerts().getList("alerts")).hasSize(1);
    }

    /** Silence, a fault and a wish to be left alone, and then 200: one event, told under one id; its end after it. */
    @Test
    void aWebhookIsToldUntilItAnswersAndKnowsWhoTells() {
        try (Receiver receiver = new Receiver()) {
            String url = receiver.answering("/hook", "500", "429", "silence", "200");
            JsonPath rule = post(Map.of(
                            "kind",
                            "VALUE",
                            "direction",
                            "ABOVE",
                            "threshold",
                            1600,
                            "webhook_url",
                            url,
                            "name",
                            "Rich"))
                    .statusCode(201)
                    .extract()
                    .jsonPath();
            price("111");
            patiently().until(() -> "DELIVERED".equals(alerts().getString("alerts[0].webhooks[0].state")));
            List<Receiver.Call> calls = receiver.calls("/hook");
            assertThat(calls).hasSize(4).allMatch(call -> Receiver.isSigned(call, rule.getString("webhook_secret")));
            assertThat(calls)
                    .extracting(Receiver.Call::id)
                    .containsOnly(alerts().getString("alerts[0].webhooks[0].id"));
            assertThat(calls)
                    .extracting(Receiver.Call::body)
                    .as("the same in every attempt")
                    .containsOnly(calls.getFirst().body());
            JsonPath told = JsonPath.from(calls.getFirst().body());
            assertThat(told.getString("type")).isEqualTo("alert");
            assertThat(told.getString("event")).isEqualTo("FIRED");
            assertThat(told.getString("event_id")).isEqualTo(calls.getFirst().id());
            assertThat(told.getString("portfolio_id")).isEqualTo("P");
            assertThat(told.getString("rule_name")).isEqualTo("Rich");
            assertThat(told.getString("value")).isEqualTo("1610");
            assertThat(alerts().getInt("alerts[0].webhooks[0].attempts")).isEqualTo(4);

            price("100");
            patiently().until(() -> receiver.calls("/hook").size() == 5);
            JsonPath end = JsonPath.from(receiver.calls("/hook").getLast().body());
            assertThat(end.getString("event")).isEqualTo("RESOLVED");
            assertThat(end.getString("alert_id")).isEqualTo(told.getString("alert_id"));
            assertThat(end.getString("value")).isEqualTo("1500");
            assertThat(end.getInt("seq")).isEqualTo(2);
        }
    }

    /** An attempt that died with its instance, known by its lease being over, is made again under the same id. */
    @Test
    void aDeliveryThatDiesIsRepeatedAndOneThatIsHopelessFails() {
        try (Receiver receiver = new Receiver()) {
            String url = receiver.answering("/down", "500");
            rule(Map.of("kind", "VALUE", "direction", "ABOVE", "threshold", 1, "webhook_url", url));
            rule(Map.of(
                    "kind",
                    "VALUE",
                    "direction",
                    "ABOVE",
                    "threshold",
                    2,
                    "webhook_url",
                    receiver.answering("/gone", "410")));
            rule(Map.of(
                    "kind",
                    "VALUE",
                    "direction",
                    "ABOVE",
                    "threshold",
                    3,
                    "webhook_url",
                    receiver.answering("/fine", "200")));
            alertsWhen(3);
            patiently()
                    .until(
                            () -> alerts().getList("alerts.webhooks.state.flatten()").stream()
                                    .sorted()
                                    .toList(),
                            equalTo(List.of("DELIVERED", "FAILED", "FAILED")));
            assertThat(receiver.calls("/down")).hasSize(4);
            assertThat(receiver.calls("/gone")).hasSize(1);
            JsonPath all = alerts();
            assertThat(all.getString("alerts.find { it.threshold == '1' }.webhooks[0].last_error"))
                    .isEqualTo("answered 500");
            assertThat(all.getInt("alerts.find { it.threshold == '2' }.webhooks[0].last_status"))
                    .isEqualTo(410);

            String id = receiver.calls("/fine").getFirst().id();
            execute(
                    "UPDATE alert_webhook SET state = 'PENDING', next_attempt_at = now() WHERE id = $1",
                    Tuple.of(UUID.fromString(id)));
            patiently().until(() -> receiver.calls("/fine").size() == 2);
            assertThat(receiver.calls("/fine")).extracting(Receiver.Call::id).containsOnly(id);
            patiently()
                    .until(
                            () -> alerts().getString("alerts.find { it.threshold == '3' }.webhooks[0].state"),
                            equalTo("DELIVERED"));
        }
    }

    private static Watches.Claim claim(UUID portfolio, long claim) {
        return new Watches.Claim(portfolio, "P", UUID.randomUUID(), claim, OffsetDateTime.now(ZoneOffset.UTC), true);
    }

    private String kept(Watches.Claim claim, List<Keeping.Firing> firings) {
        return keeping.keep(claim, 1, List.of(), firings)
                .map(String::valueOf)
                .onFailure()
                .recoverWithItem("failed")
                .await()
                .atMost(PATIENCE);
    }

    private long looks(UUID portfolio) {
        return pool.preparedQuery("SELECT claim FROM alert_watch WHERE portfolio = $1")
                .execute(Tuple.of(portfolio))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private void execute(String sql, Tuple parameters) {
        pool.preparedQuery(sql).execute(parameters).await().atMost(PATIENCE);
    }
}
