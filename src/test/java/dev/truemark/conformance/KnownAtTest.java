package dev.truemark.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Publisher;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The same question gets the same bytes for ever, whatever is booked meanwhile and by whom. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class KnownAtTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int WRITERS = 3;
    private static final int ROUNDS = 40;
    private static final List<String> QUESTIONS =
            List.of("positions", "lots", "realized-gains", "cash", "transactions", "valuation");

    @Inject
    Publisher publisher;

    @Inject
    Topics topics;

    private final String security = "KNOWN-" + UUID.randomUUID();

    /** A question asked, and its answer to the letter. */
    private record Kept(String path, Optional<String> asOf, String knownAt, String answer) {}

    @Test
    void concurrentWritersNeverChangeAnAnswerAlreadyGiven() throws InterruptedException {
        Investor investor = Investor.registered();
        String owner = investor.get("/auth/me").getString("id");
        write(owner, new Random(0), 0);
        await().atMost(PATIENCE)
                .until(() -> investor.request().get("/api/v1/portfolios/KNOWN").statusCode() == 200);

        AtomicInteger running = new AtomicInteger(WRITERS);
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            Random random = new Random(w + 1L);
            writers.add(Thread.ofPlatform().start(() -> {
                for (int round = 1; round <= ROUNDS; round++) write(owner, random, round);
                running.decrementAndGet();
            }));
        }
        List<Kept> archive = new ArrayList<>();
        Random questions = new Random(42);
        while (running.get() > 0) archive.add(ask(investor, questions));
        for (Thread writer : writers) writer.join();
        for (int i = 0; i < 10; i++) archive.add(ask(investor, questions));

        assertThat(archive).hasSizeGreaterThan(10);
        for (Kept kept : archive) {
            assertThat(answer(investor, kept.path(), kept.asOf(), Optional.of(kept.knownAt()))
                            .asString())
                    .as("%s as of %s known at %s", kept.path(), kept.asOf(), kept.knownAt())
                    .isEqualTo(kept.answer());
        }
    }

    private static Kept ask(Investor investor, Random random) {
        String path = QUESTIONS.get(random.nextInt(QUESTIONS.size()));
        Optional<String> asOf = Optional.of("2025-%02d-15".formatted(1 + random.nextInt(6)));
        Response response = answer(investor, path, asOf, Optional.empty());
        String body = response.asString();
        return new Kept(path, asOf, new JsonPath(body).getString("known_at"), body);
    }

    private static Response answer(Investor investor, String path, Optional<String> asOf, Optional<String> knownAt) {
        RequestSpecification request = investor.request();
        asOf.ifPresent(date -> request.queryParam("as_of", date));
        knownAt.ifPresent(instant -> request.queryParam("known_at", instant));
        Response response = request.get("/api/v1/portfolios/KNOWN/" + path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response;
    }

    /** A few trades anywhere in the half-year, some of them corrections or reversals, and now and then a price. */
    private void write(String owner, Random random, int round) {
        List<OutRecord> records = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int revision = 1 + random.nextInt(3);
            boolean buy = random.nextInt(3) > 0;
            JsonObject data = new JsonObject()
                    .put("transaction_id", "t" + random.nextInt(120))
                    .put("revision", revision)
                    .put("reversed", revision == 3 && random.nextBoolean())
                    .put("portfolio_id", "KNOWN")
                    .put("security_id", security)
                    .put("transaction_date", "2025-%02d-%02d".formatted(1 + random.nextInt(6), 1 + random.nextInt(28)))
                    .put("transaction_type", buy ? "BUY" : "SELL")
                    .put("quantity", 1 + random.nextInt(20))
                    .put("price", 90 + random.nextInt(20))
                    .put("fees", "0.35")
                    .put("currency", "USD");
            JsonObject event = new JsonObject()
                    .put("event_id", UUID.randomUUID().toString())
                    .put("event_type", "transaction.received")
                    .put("schema_version", 1)
                    .put("owner", owner)
                    .put("data", data);
            records.add(new OutRecord(topics.rawTransactions(), owner + "|KNOWN", event.encode()));
        }
        JsonObject price = new JsonObject()
                .put("security_id", security)
                .put("price_date", "2025-%02d-%02d".formatted(1 + random.nextInt(6), 1 + random.nextInt(15)))
                .put("price", 80 + random.nextInt(40) + "." + round % 10)
                .put("currency", "USD");
        records.add(new OutRecord(topics.marketPrices(), security, price.encode()));
        publisher.sendAll(records).await().atMost(PATIENCE);
    }
}
