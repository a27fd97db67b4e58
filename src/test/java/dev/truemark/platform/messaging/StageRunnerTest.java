package dev.truemark.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A batch whose preparation takes long is in nobody's way. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class StageRunnerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    StageRunner runner;

    @Inject
    Pool pool;

    @Inject
    TopicIds topicIds;

    private final String stage = "test-" + UUID.randomUUID();
    private final TopicPartition partition = new TopicPartition(stage, 0);
    private final AtomicReference<UniEmitter<? super Void>> preparing = new AtomicReference<>();
    private final List<InRecord> wrote = new CopyOnWriteArrayList<>();

    @Test
    void whileABatchIsPreparedItsPartitionCanBeClaimedAndThenItIsDropped() {
        StageOwnership ownership = new StageOwnership(stage, pool, topicIds);
        StageOffsets.Claim first = claim();
        ownership.own(partition, first.epoch());

        var done = runner.run(new Slow(), ownership, polled()).subscribeAsCompletionStage();
        await().atMost(PATIENCE).until(() -> preparing.get() != null);
        StageOffsets.Claim second = claim();
        preparing.get().complete(null);
        await().atMost(PATIENCE).until(done::isDone);

        assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
        assertThat(second.nextOffset()).isZero();
        assertThat(wrote).as("the batch is the next owner's").isEmpty();
    }

    @Test
    void whatWasPreparedIsWrittenOnce() {
        StageOwnership ownership = new StageOwnership(stage, pool, topicIds);
        ownership.own(partition, claim().epoch());

        for (int n = 0; n < 2; n++) {
            preparing.set(null);
            var done = runner.run(new Slow(), ownership, polled()).subscribeAsCompletionStage();
            await().atMost(PATIENCE).until(() -> preparing.get() != null);
            preparing.get().complete(null);
            await().atMost(PATIENCE).until(done::isDone);
        }

        assertThat(wrote).extracting(InRecord::offset).containsExactly(0L);
        assertThat(claim().nextOffset()).isOne();
    }

    private StageOffsets.Claim claim() {
        return StageOffsets.claim(pool, stage, partition, "id", 0).await().atMost(PATIENCE);
    }

    private ConsumerRecords<String, String> polled() {
        return new ConsumerRecords<>(
                Map.of(partition, List.of(new ConsumerRecord<>(stage, 0, 0, "key", "value"))), Map.of());
    }

    /** Is prepared when the test says so. */
    private final class Slow implements StageWork {
        @Override
        public String stage() {
            return stage;
        }

        @Override
        public Uni<Write> prepare(List<InRecord> records) {
            return Uni.createFrom().<Void>emitter(preparing::set).replaceWith((tx, batchId, fresh) -> {
                wrote.addAll(fresh);
                return Uni.createFrom().item(Written.of(List.of(), List.of(), knownAt -> {}));
            });
        }
    }
}
