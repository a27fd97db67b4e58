package dev.truemark.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Moment;
import dev.truemark.market.MarketFactsCommitted.ToldRate;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class MarketStageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static MarketProducer producer;

    @Inject
    Pool pool;

    @Inject
    MarketReads reads;

    @Inject
    Heard heard;

    @Inject
    QuoteBook quotes;

    @Inject
    QuoteLoad load;

    @ApplicationScoped
    static class Heard {
        private final List<MarketFactsCommitted> facts = new CopyOnWriteArrayList<>();

        List<MarketFactsCommitted> facts() {
            return facts;
        }

        void committed(@Observes MarketFactsCommitted told) {
            facts.add(told);
        }
    }

    @BeforeAll
    static void connect() {
        producer = new MarketProducer();
    }

    @AfterAll
    static void close() {
        producer.close();
    }

    @Test
    void pricesRatesAndInstrumentsAreKeptBareOrEnveloped() {
        producer.send("instruments", "MS_ONE", """
                {"securityId":"MS_ONE","symbol":"MS1","name":"One","instrumentCurrency":"USD","productType":"Equity"}""");
        producer.send("market_prices", "MS1", """
                {"event_id":"1","event_type":"price.received","schema_version":1,"data":
                {"symbol":"MS1","price_time":"2025-07-21T15:00:00Z","price":"12.5","currency":"USD","volume":100,"source":"x"}}""");
        producer.send("fx_rates", "KZT/MNT", """
                {"from_currency":"KZT","to_currency":"MNT","rate_date":"2025-07-21","rate":1.25}""");
        await().atMost(PATIENCE).until(() -> priceOf("MS_ONE", Optional.empty()), "12.5"::equals);
        await().atMost(PATIENCE)
                .until(() -> reads.rates(pool, List.of(new CurrencyPair("KZT", "MNT")), endOfDay(), Optional.empty())
                        .await()
                        .atMost(PATIENCE)
                        .rate("KZT", "MNT")
                        .at()
                        .isPresent());
        assertThat(rows("SELECT partition, kafka_offset, volume::text FROM market_price WHERE price_key = $1", "MS1"))
                .singleElement()
                .satisfies(row -> {
                    ConsumerRecord<String, String> record = MarketProducer.allOf("market_prices").stream()
                            .filter(r -> r.key().equals("MS1"))
                            .findFirst()
                            .orElseThrow();
                    assertThat(row.getInteger(0)).isEqualTo(record.partition());
                    assertThat(row.getLong(1)).isEqualTo(record.offset());
                    assertThat(row.getString(2)).isEqualTo("100");
                });
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(heard.facts()).anySatisfy(told -> {
                assertThat(told.securityIds()).contains("MS_ONE");
                assertThat(told.instrumentSymbols()).contains("MS1");
            });
            assertThat(heard.facts())
                    .anySatisfy(told -> assertThat(told.rates())
                            .contains(new ToldRate(
                                    "KZT", "MNT", MarketTime.ofDate(LocalDate.parse("2025-07-21")), true)));
        });
    }

    @Test
    void theSameToldAgainIsAReplayAndDifferentlyIsLaterKnowledge() {
        producer.send("market_prices", "MS_FIX", price("MS_FIX", "10"));
        await().atMost(PATIENCE).until(() -> priceOf("MS_FIX", Optional.empty()), "10"::equals);
        Instant first = newestStamp();
        producer.send("market_prices", "MS_FIX", price("MS_FIX", "10.00"));
        producer.send("market_prices", "MS_FIX", price("MS_FIX", "11"));
        await().atMost(PATIENCE).until(() -> priceOf("MS_FIX", Optional.empty()), "11"::equals);
        assertThat(priceOf("MS_FIX", Optional.of(first))).isEqualTo("10");
        assertThat(rows("SELECT 1 FROM market_price WHERE price_key = $1", "MS_FIX"))
                .hasSize(2);
    }

    @Test
    void aFactToldThroughTwoPartitionsIsTheSameInTheFactsAndInMemory() {
        producer.send("market_prices", 0, "MS_TWO", price("MS_TWO", "10"));
        producer.send("market_prices", 1, "MS_TWO", price("MS_TWO", "11"));
        producer.send("market_prices", 0, "MS_TWO", price("MS_TWO", "10.0"));
        for (int partition = 0; partition < 2; partition++) {
            String last = "MS_LAST_" + partition;
            producer.send("market_prices", partition, last, price(last, "1"));
            await().atMost(PATIENCE).until(() -> priceOf(last, Optional.empty()), "1"::equals);
            await().atMost(PATIENCE).until(() -> quoteOf(last), "1"::equals);
        }
        assertThat(priceOf("MS_TWO", Optional.empty())).isEqualTo("11");
        assertThat(quoteOf("MS_TWO")).isEqualTo("11");
        BookState readAnew = load.load().await().atMost(PATIENCE).state();
        assertThat(readAnew.priceOf("MS_TWO", endOfDay())
                        .map(each -> each.price().toPlainString()))
                .contains("11");
    }

    /** What a batch told in between is a fact too: an instance may have valued by it. */
    @Test
    void everyWordOfABatchIsKept() {
        for (String price : List.of("1", "2", "2.0", "1")) {
            producer.send("market_prices", 0, "MS_WORDS", price("MS_WORDS", price));
        }
        producer.send("market_prices", 0, "MS_WORDS_END", price("MS_WORDS_END", "1"));
        await().atMost(PATIENCE).until(() -> priceOf("MS_WORDS_END", Optional.empty()), "1"::equals);

        List<Row> words =
                rows("SELECT price::text FROM market_price WHERE price_key = $1 ORDER BY kafka_offset", "MS_WORDS");
        assertThat(words).extracting(row -> row.getString(0)).containsExactly("1", "2", "1");
        assertThat(priceOf("MS_WORDS", Optional.empty())).isEqualTo("1");
    }

    @Test
    void termsToldThroughTwoPartitionsAreTheSameInTheFactsAndInMemory() {
        String terms = "{\"security_id\":\"MS_TERMS\",\"symbol\":\"%s\"}";
        producer.send("instruments", 0, "MS_TERMS", terms.formatted("MST_A"));
        producer.send("instruments", 1, "MS_TERMS", terms.formatted("MST_B"));
        producer.send("instruments", 0, "MS_TERMS", terms.formatted("MST_A"));
        for (int partition = 0; partition < 2; partition++) {
            String last = "MS_TERMS_END_" + partition;
            producer.send("instruments", partition, last, "{\"security_id\":\"" + last + "\",\"symbol\":\"X\"}");
            await().atMost(PATIENCE).until(() -> symbolOf(last), "X"::equals);
            await().atMost(PATIENCE)
                    .until(() -> quotes.read(state -> state.instrument(last).isPresent()));
        }

        assertThat(symbolOf("MS_TERMS")).isEqualTo("MST_B");
        Optional<String> live =
                quotes.read(state -> state.instrument("MS_TERMS").flatMap(Instrument::symbol));
        assertThat(live).contains("MST_B");
        assertThat(load.load()
                        .await()
                        .atMost(PATIENCE)
                        .state()
                        .instrument("MS_TERMS")
                        .orElseThrow()
                        .symbol())
                .contains("MST_B");
    }

    private String symbolOf(String security) {
        Instrument known = reads.instruments(pool, List.of(security), Optional.empty())
                .await()
                .atMost(PATIENCE)
                .get(security);
        return known == null ? null : known.symbol().orElse(null);
    }

    private String quoteOf(String security) {
        return quotes.read(state -> state.prices(ZoneId.of("UTC"))
                .priceOf(security)
                .map(each -> each.price().toPlainString())
                .orElse(null));
    }

    @Test
    void everyItemOfARequestLearnsWhatBecameOfIt() {
        UUID request = UUID.randomUUID();
        List<String> told = List.of(price("MS_FATE", "1"), price("MS_FATE", "2"), price("MS_FATE", "-2"), "no JSON");
        for (int item = 0; item < told.size(); item++) {
            Map<String, String> headers =
                    Map.of("truemark-ingest-batch", request.toString(), "truemark-ingest-item", String.valueOf(item));
            producer.send("market_prices", "MS_FATE", told.get(item), headers);
        }
        await().atMost(PATIENCE).until(() -> fatesOf(request).size() == 4);
        producer.send(
                "market_prices",
                "MS_FATE",
                price("MS_FATE", "2.0"),
                Map.of("truemark-ingest-batch", request.toString(), "truemark-ingest-item", "4"));
        await().atMost(PATIENCE).until(() -> fatesOf(request).size() == 5);
        assertThat(fatesOf(request)).containsExactly("STORED", "STORED", "INVALID", "INVALID", "REPLAYED");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(MarketProducer.allOf("market_prices.dlq").stream()
                                .filter(r -> r.key().equals("MS_FATE"))
                                .map(r -> r.value() + " " + header(r, "dead-letter-reason")))
                        .hasSize(2)
                        .anyMatch(letter -> letter.startsWith("no JSON") && letter.contains("MALFORMED_JSON"))
                        .anyMatch(letter -> letter.contains("\"-2\"") && letter.contains("price")));
    }

    private static String price(String security, String price) {
        return "{\"security_id\":\"%s\",\"price_date\":\"2025-07-21\",\"price\":\"%s\",\"currency\":\"USD\"}"
                .formatted(security, price);
    }

    private static Moment endOfDay() {
        return Moment.endOf(LocalDate.parse("2025-07-21"), ZoneId.of("UTC"));
    }

    private String priceOf(String security, Optional<Instant> knownAt) {
        return reads.prices(pool, List.of(security), endOfDay(), knownAt)
                .await()
                .atMost(PATIENCE)
                .priceOf(security)
                .map(price -> price.price().toPlainString())
                .orElse(null);
    }

    private Instant newestStamp() {
        return pool.query("SELECT last FROM knowledge_clock")
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant();
    }

    private List<String> fatesOf(UUID request) {
        List<String> fates = new ArrayList<>();
        for (Row row : rows(
                "SELECT outcome FROM ingest_item WHERE ingest_batch = $1::text::uuid ORDER BY item",
                request.toString())) {
            fates.add(row.getString(0));
        }
        return fates;
    }

    private List<Row> rows(String sql, String parameter) {
        List<Row> rows = new ArrayList<>();
        pool.preparedQuery(sql)
                .execute(Tuple.of(parameter))
                .await()
                .atMost(PATIENCE)
                .forEach(rows::add);
        return rows;
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
