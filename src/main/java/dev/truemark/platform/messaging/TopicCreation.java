package dev.truemark.platform.messaging;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.jboss.logging.Logger;

/** Creates the topics that are missing, before any consumer starts. */
@ApplicationScoped
class TopicCreation {
    private static final Logger LOG = Logger.getLogger(TopicCreation.class);
    private static final int BEFORE_CONSUMERS = 1;
    private static final int TIMEOUT_SECONDS = 30;

    private final TopicIds broker;
    private final Topics topics;

    TopicCreation(TopicIds broker, Topics topics) {
        this.broker = broker;
        this.topics = topics;
    }

    void create(@Observes @Priority(BEFORE_CONSUMERS) StartupEvent started) {
        try {
            Set<String> missing = new HashSet<>(names());
            missing.removeAll(broker.admin().listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
            List<NewTopic> create = missing.stream().map(this::topic).toList();
            broker.admin().createTopics(create).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception brokerAway) {
            LOG.warnf("cannot create missing topics: reason=%s", brokerAway.toString());
        }
    }

    /** The market's records get the time of their arrival, which orders what several partitions say about one fact. */
    private NewTopic topic(String name) {
        NewTopic topic = new NewTopic(name, Optional.of(topics.partitions()), Optional.empty());
        boolean market = Set.of(topics.marketPrices(), topics.fxRates(), topics.instruments())
                .contains(name);
        return market
                ? topic.configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name))
                : topic;
    }

    private List<String> names() {
        List<String> in = List.of(
                topics.rawTransactions(),
                topics.instruments(),
                topics.marketPrices(),
                topics.fxRates(),
                topics.benchmarks(),
                topics.portfolios());
        List<String> out = List.of(
                topics.rawTransactionsCompleted(),
                topics.processedTransactionsCompleted(),
                topics.calculatedPositions(),
                topics.deadLetters(topics.calculatedPositions()),
                topics.calculatedValuations(),
                topics.calculatedPerformance(),
                topics.calculatedRisk(),
                topics.calculatedAllocation());
        return Stream.of(in.stream(), in.stream().map(topics::deadLetters), out.stream())
                .flatMap(s -> s)
                .toList();
    }
}
