package dev.truemark.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The archive: random questions to either of two instances, with {@code as_of} and {@code known_at}, while both go on
 * booking trades, corrections, policies, prices, rates and terms. Asked again at the other one, each gets the same bytes.
 */
@ExtendWith(Pair.Started.class)
class ArchiveIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int ROUNDS = 40;
    private static final List<String> QUESTIONS = List.of(
            "positions",
            "positions/%s/history",
            "lots",
            "realized-gains",
            "cash",
            "transactions",
            "valuation",
            "valuations?from=2025-01-01&to=2025-02-10");
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "CHF");

    private final String security = "ARCHIVE-" + UUID.randomUUID();

    /** A question asked, and its answer to the letter. */
    private record Kept(String path, Optional<String> asOf, String knownAt, String answer) {}

    @Test
    void theSameQuestionGetsTheSameBytesForEver(Pair pair) throws InterruptedException {
        PackagedApp one = pair.one();
        PackagedApp other = pair.other();
        PackagedUser user = PackagedUser.registered(one, "archive");
        List<PackagedApp> instances = List.of(one, other);
        tell(user, one, new Random(0), 1);
        await().atMost(PATIENCE)
                .until(() -> user.get(other, "/api/v1/portfolios/ARCHIVE").statusCode() == 200);
        AtomicInteger running = new AtomicInteger(instances.size());
        List<Thread> writers = new ArrayList<>();
        for (PackagedApp instance : instances) {
            Random random = new Random(writers.size() + 1L);
            writers.add(Thread.ofPlatform().start(() -> {
                for (int round = 1; round <= ROUNDS; round++) tell(user, instance, random, round);
                running.decrementAndGet();
            }));
        }
        List<Kept> archive = new ArrayList<>();
        Random random = new Random(42);
        while (running.get() > 0) {
            Optional<String> knownAt = archive.isEmpty() || random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(archive.get(random.nextInt(archive.size())).knownAt());
            archive.add(ask(user, instances.get(random.nextInt(2)), random, knownAt));
        }
        for (Thread writer : writers) writer.join();

        assertThat(archive).hasSizeGreaterThan(20);
        for (Kept kept : archive) {
            PackagedApp instance = instances.get(random.nextInt(2));
            assertThat(answer(user, instance, kept.path(), kept.asOf(), Optional.of(kept.knownAt()))
                            .asString())
                    .as("%s as of %s known at %s", kept.path(), kept.asOf(), kept.knownAt())
                    .isEqualTo(kept.answer());
        }
    }

    private Kept ask(PackagedUser user, PackagedApp instance, Random random, Optional<String> knownAt) {
        String path = QUESTIONS.get(random.nextInt(QUESTIONS.size())).formatted(security + "EUR");
        boolean atThatInstant = knownAt.isPresent() && random.nextInt(4) == 0;
        Optional<String> asOf =
                atThatInstant ? Optional.empty() : Optional.of("2025-%02d-15".formatted(1 + random.nextInt(6)));
        Response response = answer(user, instance, path, asOf, knownAt);
        return new Kept(path, asOf, response.jsonPath().getString("known_at"), response.asString());
    }

    private static Response answer(
            PackagedUser user, PackagedApp instance, String path, Optional<String> asOf, Optional<String> knownAt) {
        StringBuilder query = new StringBuilder("/api/v1/portfolios/ARCHIVE/").append(path);
        query.append(path.contains("?") ? '&' : '?');
        asOf.ifPresent(date -> query.append("as_of=").append(date).append('&'));
        knownAt.ifPresent(instant -> query.append("known_at=").append(instant));
        Response[] answer = new Response[1];
        await().atMost(PATIENCE).until(() -> {
            answer[0] = user.get(instance, query.toString());
            return answer[0].statusCode() != 503;
        });
        assertThat(answer[0].statusCode())
                .as("%s: %s", query, answer[0].asString())
                .isEqualTo(200);
        return answer[0];
    }

    /** Through the interface of one instance: trades and corrections, and now and then what surrounds them. */
    private void tell(PackagedUser user, PackagedApp instance, Random random, int round) {
        JsonArray transactions = new JsonArray();
        for (int i = 0; i < 3; i++) transactions.add(transaction(random));
        user.ingest(instance, "transactions", transactions);
        String currency = CURRENCIES.get(random.nextInt(3));
        if (round % 2 == 0) {
            user.ingest(
                    instance,
                    "market-prices",
                    new JsonArray()
                            .add(new JsonObject()
                                    .put("security_id", security + currency)
                                    .put("price_date", date(random))
                                    .put("price", 80 + random.nextInt(40) + "." + random.nextInt(10))
                                    .put("currency", currency)));
        }
        if (round % 3 == 0) {
            user.ingest(
                    instance,
                    "fx-rates",
                    new JsonArray()
                            .add(new JsonObject()
                                    .put("from_currency", currency.equals("USD") ? "EUR" : currency)
                                    .put("to_currency", "USD")
                                    .put("rate_date", date(random))
                                    .put("rate", "1." + random.nextInt(90))
                                    .put("source", "archive")));
        }
        if (round % 5 == 0) {
            user.ingest(
                    instance,
                    "instruments",
                    new JsonArray()
                            .add(new JsonObject()
                                    .put("security_id", security + currency)
                                    .put("symbol", security.substring(0, 20) + random.nextInt(3))
                                    .put("name", "Name " + random.nextInt(9))));
        }
        if (round % 7 == 0) {
            user.ingest(
                    instance,
                    "portfolios",
                    new JsonArray()
                            .add(new JsonObject()
                                    .put("portfolio_id", "ARCHIVE")
                                    .put("cost_method", random.nextBoolean() ? "AVERAGE" : "FIFO")
                                    .put("cash_tracking", random.nextBoolean() ? "TRACKED" : "AUTO")));
        }
    }

    private JsonObject transaction(Random random) {
        String currency = CURRENCIES.get(random.nextInt(3));
        return new JsonObject()
                .put("transaction_id", "t" + random.nextInt(150))
                .put("revision", 1 + random.nextInt(3))
                .put("portfolio_id", "ARCHIVE")
                .put("security_id", security + currency)
                .put("transaction_date", date(random))
                .put("transaction_type", random.nextInt(3) > 0 ? "BUY" : "SELL")
                .put("quantity", 1 + random.nextInt(20))
                .put("price", 90 + random.nextInt(20))
                .put("fees", "0.35")
                .put("currency", currency);
    }

    private static String date(Random random) {
        return "2025-%02d-%02d".formatted(1 + random.nextInt(6), 1 + random.nextInt(28));
    }
}
