package dev.truemark.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.roles.Role;
import dev.truemark.platform.roles.Roles;
import dev.truemark.platform.tracing.Traces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Hears of every portfolio whose books have moved on, and tells the hub.
 *
 * <p><b>Delivery.</b> Every instance reads every partition, in no group and from the end: what it misses is found by the
 * hub's recheck, once at each start and at intervals. <b>Order.</b> None needed: an event says which version to look for,
 * and the books come from the database. <b>Failure.</b> A record that is not understood is somebody else's and skipped; a
 * broker that is away is tried again.
 */
@ApplicationScoped
class BooksFeed {
    private static final Logger LOG = Logger.getLogger(BooksFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long STOP_SECONDS = 5;

    private final Roles roles;
    private final Provider<Hub> hub;
    private final Topics topics;
    private final StreamConfig config;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final Map<String, Object> kafka;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile KafkaConsumer<String, String> consumer;

    BooksFeed(
            Roles roles,
            Provider<Hub> hub,
            Topics topics,
            StreamConfig config,
            ObjectMapper mapper,
            Clock clock,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.roles = roles;
        this.hub = hub;
        this.topics = topics;
        this.config = config;
        this.mapper = mapper;
        this.clock = clock;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent started) {
        if (!roles.has(Role.STREAM)) {
            stopped.countDown();
            return;
        }
        Thread.ofPlatform().daemon().name("truemark-books-feed").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        KafkaConsumer<String, String> current = consumer;
        if (current != null) current.wakeup();
        if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) LOG.warn("the feed of books does not stop");
    }

    private void run() {
        try {
            while (!isStopping()) {
                try (KafkaConsumer<String, String> connected = connect()) {
                    consumer = connected;
                    follow(connected);
                } catch (WakeupException stop) {
                    LOG.debug("feed of books stopped");
                } catch (KafkaException away) {
                    LOG.warnf("feed of books interrupted: reason=%s", away.toString());
                }
                if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    private void follow(KafkaConsumer<String, String> connected) {
        int partitions = seekToEnd(connected);
        hub.get().recheck();
        long checkedAt = System.nanoTime();
        while (!isStopping()) {
            for (ConsumerRecord<String, String> each : connected.poll(POLL)) tell(each);
            if (System.nanoTime() - checkedAt < config.recheck().toNanos()) continue;
            checkedAt = System.nanoTime();
            hub.get().recheck();
            if (connected.partitionsFor(topics.calculatedPositions()).size() != partitions) return;
        }
    }

    private int seekToEnd(KafkaConsumer<String, String> connected) {
        List<TopicPartition> all = new ArrayList<>();
        connected
                .partitionsFor(topics.calculatedPositions())
                .forEach(each -> all.add(new TopicPartition(each.topic(), each.partition())));
        connected.assign(all);
        connected.seekToEnd(all);
        all.forEach(connected::position);
        return all.size();
    }

    private void tell(ConsumerRecord<String, String> event) {
        try {
            JsonNode envelope = mapper.readTree(event.value());
            JsonNode data = envelope.path("data");
            PortfolioKey key = new PortfolioKey(
                    UUID.fromString(envelope.path("owner").asText()),
                    UUID.fromString(data.path("portfolio").asText()));
            hub.get()
                    .booksChanged(
                            key, data.path("version").asLong(), causeOf(data).in(traceOf(event)), recordedAt(envelope));
        } catch (JsonProcessingException | IllegalArgumentException notOurs) {
            LOG.debugf(
                    "record skipped: topic=%s partition=%d offset=%d",
                    event.topic(), event.partition(), event.offset());
        }
    }

    private static String traceOf(ConsumerRecord<String, String> event) {
        if (!Traces.areOn()) return "";
        org.apache.kafka.common.header.Header trace = event.headers().lastHeader(Traces.HEADER);
        return trace == null ? "" : new String(trace.value(), StandardCharsets.UTF_8);
    }

    private static Cause causeOf(JsonNode data) {
        List<String> ids = new ArrayList<>();
        boolean corrected = false;
        for (JsonNode each : data.path("transactions")) {
            ids.add(each.path("transaction_id").asText());
            corrected |= each.path("revision").asInt(1) > 1;
        }
        return Cause.of(corrected ? Cause.Type.CORRECTION : Cause.Type.TRANSACTION, ids);
    }

    private Instant recordedAt(JsonNode envelope) {
        try {
            return Instant.parse(envelope.path("recorded_at").asText());
        } catch (DateTimeParseException unknown) {
            return clock.instant();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private KafkaConsumer<String, String> connect() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }
}
