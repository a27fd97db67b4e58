package dev.truemark.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * One stage of this instance: give it the batches of its channel, and let it be the channel's rebalance listener.
 *
 * <pre>
 * {@code
 * &#64;Incoming("market-prices")
 * Uni<Void> consume(ConsumerRecords<String, String> batch) { return stage.run(batch); }
 * }
 * </pre>
 */
public final class Stage implements KafkaConsumerRebalanceListener {
    private final StageOwnership ownership;
    private final StageRunner runner;
    private final StageWork work;

    Stage(StageRunner runner, StageOwnership ownership, StageWork work) {
        this.runner = runner;
        this.ownership = ownership;
        this.work = work;
    }

    /** Completes once the batch is committed, however long the database is away. */
    public Uni<Void> run(ConsumerRecords<String, String> batch) {
        return runner.run(work, ownership, batch);
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        ownership.assigned(consumer, partitions);
        runner.relay().wake(work.stage(), partitions);
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        ownership.revoked(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        ownership.revoked(partitions);
    }

    /** Why the stage has stopped, for the readiness check. */
    public Optional<String> stopped() {
        return ownership.stopped();
    }

    StageOwnership ownership() {
        return ownership;
    }

    String name() {
        return work.stage();
    }
}
