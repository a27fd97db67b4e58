package dev.truemark.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.auth.Scopes;
import dev.truemark.auth.TestUser;
import dev.truemark.deployment.MetricsDocument.Metric;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The metrics of a running service that has booked, refused and priced something. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class MetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** There once the checks of the data have run, which the test of their job sees. */
    private static final Set<String> BY_SCHEDULE =
            Set.of("truemark_quality_violations", "truemark_quality_last_run_seconds");

    /** Series of Kafka's clients, which give way to ones by topic and partition once records were read. */
    private static final String GROWING = "kafka_consumer_fetch_manager_";

    private static final Pattern SERIES = Pattern.compile("^([a-z0-9_]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    @TestHTTPResource("/")
    URI service;

    @BeforeEach
    void somethingHappens() {
        String security = "SEC_METRICS_" + UUID.randomUUID();
        TestUser user = TestUser.withScopes(Scopes.MARKET_WRITE);
        ingest(user, "transactions", """
                {"transactions":[{"transaction_id":"M1","portfolio_id":"METRICS","security_id":"%s",
                "transaction_date":"2025-07-20","transaction_type":"BUY","quantity":1,"price":2,"currency":"USD"}]}""".formatted(security));
        ingest(user, "market-prices", """
                {"market_prices":[{"security_id":"%s","price_date":"2025-07-20","price":"3","currency":"USD"}]}""".formatted(security));
        try (var producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        TruemarkServers.shared().properties().get("kafka.bootstrap.servers")),
                new StringSerializer(),
                new StringSerializer())) {
            var unused = producer.send(new ProducerRecord<>("raw_transactions", "METRICS", "no json"));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scraped().keySet())
                        .contains("truemark_stage_dead_letters_total", "truemark_stage_partitions"));
    }

    private static void ingest(TestUser user, String kind, String body) {
        user.request()
                .contentType(ContentType.JSON)
                .header("Prefer", "wait=30")
                .body(body)
                .post("/api/v1/ingest/" + kind)
                .then()
                .statusCode(200);
    }

    @Test
    void thePageNamesWhatThereIsWithItsLabels() throws IOException {
        Map<String, Set<String>> scraped = scraped();
        Map<String, Metric> documented = MetricsDocument.read().metrics();

        assertThat(documented).hasSizeGreaterThan(25);
        for (Metric metric : documented.values()) {
            if (BY_SCHEDULE.contains(metric.name()) && !scraped.containsKey(metric.name())) continue;
            for (String series : metric.series()) {
                assertThat(scraped).as("documented").containsKey(series);
                if (series.startsWith(GROWING)) {
                    assertThat(metric.labels()).as(series).containsAll(scraped.get(series));
                } else {
                    assertThat(scraped.get(series)).as(series).isEqualTo(metric.labels());
                }
            }
        }
    }

    @Test
    void noMetricOfOursIsMissingFromThePage() throws IOException {
        assertThat(scraped().keySet().stream().filter(name -> name.startsWith("truemark_")))
                .hasSizeGreaterThan(15)
                .isSubsetOf(MetricsDocument.read().series());
    }

    @Test
    void aRealPrometheusAnswersEveryQueryOfTheDashboards() throws IOException {
        Program.require("prometheus");
        try (Prometheus prometheus = Prometheus.scraping(service.getHost() + ":" + service.getPort())) {
            await().atMost(PATIENCE)
                    .until(() -> prometheus.samples("truemark_stage_dead_letters_total") >= 3
                            && prometheus.samples("jvm_gc_pause_seconds_max") >= 3);
            List<String> unanswered = new ArrayList<>();
            Promql.ofDashboards()
                    .forEach((dashboard, queries) -> queries.forEach(query -> {
                        JsonPath answer = prometheus.query(query);
                        boolean isAnswered = "success".equals(answer.getString("status"))
                                && (!answer.getList("data.result").isEmpty() || mayBeEmpty(query));
                        if (!isAnswered) unanswered.add(dashboard + ": " + query + " " + answer.getString("error"));
                    }));

            assertThat(unanswered).isEmpty();
        }
    }

    private static boolean mayBeEmpty(String query) {
        return Promql.metricsOf(query).stream().anyMatch(BY_SCHEDULE::contains);
    }

    /** The labels of every series by its name. */
    private static Map<String, Set<String>> scraped() {
        Map<String, Set<String>> scraped = new TreeMap<>();
        String answer = given().accept("text/plain").get("/q/metrics").asString();
        answer.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher series = SERIES.matcher(line);
            if (!series.matches()) throw new AssertionError("no series: " + line);
            Set<String> labels = scraped.computeIfAbsent(series.group(1), name -> new TreeSet<>());
            if (series.group(2) == null) return;
            Matcher label = LABEL.matcher(series.group(2));
            while (label.find()) labels.add(label.group(1));
        });
        return scraped;
    }
}
