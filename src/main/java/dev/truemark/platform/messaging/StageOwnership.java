package dev.truemark.platform.messaging;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Which partitions this instance owns for one stage, in which epoch. An assignment first fences off the former owner in
 * PostgreSQL, then seeks to the offset that stands there.
 *
 * <p><b>Failure.</b> A topic that was made anew, or an offset that its log does not hold, stops the stage: going on
 * would lose or double records without a word. The reason is in the log and in the readiness check.
 */
final class StageOwnership {
    private static final Logger LOG = Logger.getLogger(StageOwnership.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String stage;
    private final Pool pool;
    private final TopicIds topicIds;
    private final Map<TopicPartition, Long> epochs = new ConcurrentHashMap<>();
    private volatile Optional<String> stopped = Optional.empty();
    private volatile boolean closing;

    StageOwnership(String stage, Pool pool, TopicIds topicIds) {
        this.stage = stage;
        this.pool = pool;
        this.topicIds = topicIds;
    }

    /** Called on the polling thread, which may block. */
    void assigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) return;
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        for (TopicPartition tp : partitions) {
            String id = topicIds.of(tp.topic());
            StageOffsets.Claim claim = claim(tp, id, first.get(tp));
            String fault = faultOf(claim, id, tp, first.get(tp), end.get(tp));
            if (fault != null) {
                stopped = Optional.of(fault);
                LOG.errorf(
                        "stage stopped: stage=%s topic=%s partition=%d reason=%s",
                        stage, tp.topic(), tp.partition(), fault);
                throw new IllegalStateException(fault);
            }
            consumer.seek(tp, claim.nextOffset());
            own(tp, claim.epoch());
            LOG.infof(
                    "partition assigned: stage=%s topic=%s partition=%d offset=%d",
                    stage, tp.topic(), tp.partition(), claim.nextOffset());
        }
    }

    void own(TopicPartition tp, long epoch) {
        epochs.put(tp, epoch);
    }

    /** Called on the polling thread, which waits here; no event loop does. */
    private StageOffsets.Claim claim(TopicPartition tp, String topicId, long first) {
        while (true) {
            try {
                return StageOffsets.claim(pool, stage, tp, topicId, first)
                        .await()
                        .atMost(PATIENCE);
            } catch (RuntimeException databaseAway) {
                if (closing || Thread.currentThread().isInterrupted()) throw databaseAway;
                LOG.warnf(
                        "cannot claim partition, trying again: stage=%s topic=%s partition=%d reason=%s",
                        stage, tp.topic(), tp.partition(), databaseAway);
                Faults.pause();
            }
        }
    }

    private static String faultOf(StageOffsets.Claim claim, String topicId, TopicPartition tp, long first, long end) {
        if (!claim.topicId().equals(topicId)) {
            return "topic %s was deleted and made anew: the books were read from another one".formatted(tp.topic());
        }
        if (claim.nextOffset() < first || claim.nextOffset() > end) {
            return "offset %d of %s lies outside its log (%d to %d): records were deleted before they were read"
                    .formatted(claim.nextOffset(), tp, first, end);
        }
        return null;
    }

    void revoked(Collection<TopicPartition> partitions) {
        partitions.forEach(epochs::remove);
    }

    /** The instance goes down: nothing is waited for any more. */
    void close() {
        closing = true;
        epochs.clear();
    }

    boolean isClosing() {
        return closing;
    }

    /** Whether this instance still owns the partition in the epoch that PostgreSQL names. */
    boolean owns(TopicPartition tp, long epoch) {
        Long mine = epochs.get(tp);
        return mine != null && mine == epoch;
    }

    java.util.Set<TopicPartition> owned() {
        return java.util.Set.copyOf(epochs.keySet());
    }

    Optional<String> stopped() {
        return stopped;
    }
}
