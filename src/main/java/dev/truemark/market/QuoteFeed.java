package dev.truemark.market;

import dev.truemark.ingest.format.Parsed;
import dev.truemark.market.MarketFact.Telling;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Fills the quote book of this instance: the facts first, then every partition of the market topics from where the facts
 * end. A consumer of its own, outside of any group, that commits nothing. Whatever goes wrong, it begins again with the
 * facts; the book stays as it was until then.
 */
@ApplicationScoped
class QuoteFeed {
    private static final Logger LOG = Logger.getLogger(QuoteFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOAD_PATIENCE = Duration.ofMinutes(2);
    private static final long STOP_PATIENCE_MS = 5000;

    private final QuoteLoad load;
    private final QuoteBook book;
    private final MarketRecords records;
    private final QuoteConfig config;
    private final Map<String, Object> kafka;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("truemark-quotes").unstarted(this::run);
    private volatile KafkaConsumer<String, String> consumer;
    private volatile boolean stopped;

    QuoteFeed(
            QuoteLoad load,
            QuoteBook book,
            MarketRecords records,
            QuoteConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.load = load;
        this.book = book;
        this.records = records;
        this.config = config;
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.maxPollRecords());
        this.kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.remove(ConsumerConfig.GROUP_ID_CONFIG);
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped = true;
        KafkaConsumer<String, String> polling = consumer;
        if (polling != null) polling.wakeup();
        thread.join(STOP_PATIENCE_MS);
    }

    private void run() {
        while (!stopped) {
            try (KafkaConsumer<String, String> fresh =
                    new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer())) {
                consumer = fresh;
                follow(fresh);
            } catch (WakeupException stopping) {
                return;
            } catch (RuntimeException fault) {
                if (stopped) return;
                LOG.warnf("the quote book begins again: reason=%s", fault.toString());
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    /** Returns when the topics have got more partitions. */
    private void follow(KafkaConsumer<String, String> kafka) {
        List<TopicPartition> partitions = partitions(kafka);
        Map<TopicPartition, Long> first = kafka.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = kafka.endOffsets(partitions);
        QuoteLoad.Loaded loaded = load.load().await().atMost(LOAD_PATIENCE);
        kafka.assign(partitions);
        for (TopicPartition partition : partitions) {
            kafka.seek(
                    partition, Math.max(first.get(partition), loaded.offsets().getOrDefault(partition, 0L)));
        }
        book.replace(loaded.state(), positions(kafka, partitions));
        LOG.infof("quote book loaded: keys=%d partitions=%d", loaded.state().size(), partitions.size());
        long looked = System.nanoTime();
        boolean behind = true;
        while (!stopped) {
            if (behind && partitions.stream().allMatch(p -> kafka.position(p) >= end.get(p))) {
                book.caughtUp();
                behind = false;
            }
            fold(kafka.poll(POLL));
            if (System.nanoTime() - looked > config.partitionsEvery().toNanos()) {
                looked = System.nanoTime();
                if (partitions(kafka).size() != partitions.size()) return;
            }
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, String> kafka) {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : new TreeSet<>(records.quoteTopics())) {
            for (PartitionInfo each : kafka.partitionsFor(topic)) {
                all.add(new TopicPartition(topic, each.partition()));
            }
        }
        return all;
    }

    private static Map<String, Long> positions(
            KafkaConsumer<String, String> kafka, Collection<TopicPartition> partitions) {
        Map<String, Long> positions = new HashMap<>();
        partitions.forEach(partition -> positions.put(nameOf(partition), kafka.position(partition)));
        return positions;
    }

    private static String nameOf(TopicPartition partition) {
        return partition.topic() + "/" + partition.partition();
    }

    private void fold(ConsumerRecords<String, String> polled) {
        if (polled.isEmpty()) return;
        List<Telling> facts = new ArrayList<>(polled.count());
        Map<String, Long> next = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            for (ConsumerRecord<String, String> record : polled.records(partition)) {
                String value = record.value() == null ? "" : record.value();
                if (records.read(record.topic(), value) instanceof Parsed.Ok<MarketFact>(MarketFact fact)) {
                    facts.add(new Telling(fact, partition.partition(), Instant.ofEpochMilli(record.timestamp())));
                }
                next.put(nameOf(partition), record.offset() + 1);
            }
        }
        book.fold(facts, next);
    }
}
