package dev.truemark.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.servers.TruemarkServers;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three instances over the same servers, one of which joins and all of which are restarted one after another while
 * transactions flow: no request fails, no transaction is lost or booked twice, and a client of the stream goes on at
 * another instance.
 */
@Tag("long")
class ThreeInstancesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration BETWEEN_POSTS = Duration.ofMillis(5);
    private static final int PORTFOLIOS = 12;
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 6);
    private static final int PER_DAY = 100;
    private static final Pattern PARTITIONS =
            Pattern.compile("(?m)^truemark_stage_partitions\\{[^}]*stage=\"ledger\"[^}]*} ([0-9.]+)$");

    private final AtomicInteger posted = new AtomicInteger();
    private final List<String> failed = new CopyOnWriteArrayList<>();
    private PackagedUser user;

    @Test
    void instancesComeAndGoAndNothingIsLost() throws Exception {
        Map<String, String> properties = new HashMap<>(TruemarkServers.shared().properties());
        properties.put("truemark.stream.heartbeat", "PT0.5S");
        try (Fleet fleet = new Fleet(properties).add(2);
                ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor()) {
            user = PackagedUser.registered(fleet.next(), "three");
            post(fleet);
            await().atMost(PATIENCE).until(() -> booked(fleet, 0) == 1);
            ScheduledFuture<?> posting =
                    load.scheduleWithFixedDelay(() -> post(fleet), 0, BETWEEN_POSTS.toMillis(), TimeUnit.MILLISECONDS);
            PackagedApp watchedAt = fleet.serving().getFirst();
            PackagedSocket watching = subscribe(watchedAt, new JsonObject());
            await().atMost(PATIENCE).until(() -> !watching.frames("heartbeat").isEmpty());

            fleet.add(1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(fleet.serving().stream().map(ThreeInstancesIT::partitions))
                            .as("partitions of each")
                            .allMatch(count -> count > 0));
            fleet.serving().forEach(fleet::replace);

            await().atMost(PATIENCE).until(watching::isClosed);
            JsonObject had = watching.frames("heartbeat").getLast();
            PackagedSocket again = subscribe(
                    fleet.next(),
                    new JsonObject()
                            .put(
                                    "resume",
                                    new JsonObject()
                                            .put("epoch", had.getString("epoch"))
                                            .put("seq", had.getLong("seq"))));
            posting.cancel(false);
            load.shutdown();
            assertThat(load.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();

            assertThat(failed).isEmpty();
            assertEachIsBookedOnce(fleet);
            assertProven(fleet, again);
        }
    }

    private void post(Fleet fleet) {
        int number = posted.getAndIncrement();
        JsonObject buy = new JsonObject()
                .put("transaction_id", "T%08d".formatted(number))
                .put("portfolio_id", "THREE" + number % PORTFOLIOS)
                .put("security_id", "SEC_THREE")
                .put("transaction_date", FIRST_DAY.plusDays(number / PER_DAY).toString())
                .put("transaction_type", "BUY")
                .put("quantity", 1)
                .put("price", 10)
                .put("currency", "EUR");
        try {
            Response answer = fleet.ask(at -> given().header("Authorization", "Bearer " + user.token())
                    .contentType(ContentType.JSON)
                    .body(buy.encode())
                    .post(at.uri() + "/api/v1/transactions"));
            if (answer.statusCode() != 202) failed.add(answer.statusCode() + " " + answer.asString());
        } catch (RuntimeException | Error refused) {
            failed.add(number + " " + refused);
        }
    }

    private long booked(Fleet fleet, int portfolio) {
        Response answer = fleet.ask(at -> user.get(at, "/api/v1/portfolios/THREE" + portfolio + "/positions"));
        if (answer.statusCode() != 200) return 0;
        List<String> quantities = answer.jsonPath().getList("positions.quantity");
        return quantities.isEmpty() ? 0 : Long.parseLong(quantities.getFirst());
    }

    /** Each is of one unit, and one with the same id cannot be booked beside another: so many units, so many transactions. */
    private void assertEachIsBookedOnce(Fleet fleet) {
        for (int i = 0; i < PORTFOLIOS; i++) {
            int portfolio = i;
            int expected = (posted.get() + PORTFOLIOS - 1 - i) / PORTFOLIOS;
            await().atMost(PATIENCE).until(() -> booked(fleet, portfolio) >= expected);
            assertThat(booked(fleet, portfolio)).as("THREE" + i).isEqualTo(expected);
        }
    }

    private PackagedSocket subscribe(PackagedApp app, JsonObject more) throws Exception {
        return PackagedSocket.connect(app, user)
                .send(more.put("type", "subscribe").put("portfolio_id", "THREE0"));
    }

    /** What the client is told at its new instance is what any of them computes cold. */
    private void assertProven(Fleet fleet, PackagedSocket client) {
        await().atMost(PATIENCE).until(() -> !client.frames("heartbeat").isEmpty());
        JsonObject beat = client.frames("heartbeat").getLast();
        String basis = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(beat.getJsonObject("basis").encode().getBytes(StandardCharsets.UTF_8));
        for (PackagedApp each : fleet.serving()) {
            List<String> hash = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                Response cold = user.get(each, "/api/v1/portfolios/THREE0/valuation?basis=" + basis);
                if (cold.statusCode() == 200) hash.add(cold.jsonPath().getString("state_hash"));
                return !hash.isEmpty();
            });
            assertThat(hash.getFirst()).isEqualTo(beat.getString("state_hash"));
        }
    }

    private static double partitions(PackagedApp app) {
        Matcher found =
                PARTITIONS.matcher(RestAssured.get(app.uri() + "/q/metrics").asString());
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }
}
