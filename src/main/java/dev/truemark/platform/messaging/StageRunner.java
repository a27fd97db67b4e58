package dev.truemark.platform.messaging;

import dev.truemark.platform.persistence.KnowledgeClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Runs the batches of every stage: what it prepares without a lock, then one PostgreSQL transaction that locks the stage's
 * offsets, drops what was read before or by a former owner, lets the stage write, writes offsets, raw payloads, outbox and
 * fates, and stamps.
 */
@ApplicationScoped
class StageRunner {
    private static final Logger LOG = Logger.getLogger(StageRunner.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Pool pool;
    private final OutboxRelay relay;
    private final StageMetrics metrics;
    private final Topics topics;

    StageRunner(Pool pool, OutboxRelay relay, StageMetrics metrics, Topics topics) {
        this.pool = pool;
        this.relay = relay;
        this.metrics = metrics;
        this.topics = topics;
    }

    OutboxRelay relay() {
        return relay;
    }

    Uni<Void> run(StageWork work, StageOwnership ownership, ConsumerRecords<String, String> polled) {
        if (ownership.stopped().isPresent()) return Uni.createFrom().nothing();
        List<InRecord> records = new ArrayList<>(polled.count());
        polled.forEach(r -> records.add(InRecord.of(r)));
        if (records.isEmpty()) return Uni.createFrom().voidItem();
        return run(work, ownership, records);
    }

    private Uni<Void> run(StageWork work, StageOwnership ownership, List<InRecord> records) {
        return Uni.createFrom()
                .deferred(() -> attempt(work, ownership, records))
                .onFailure(failure -> isPassing(failure, ownership))
                .invoke(failure -> LOG.warnf(
                        "stage paused: stage=%s records=%d reason=%s",
                        work.stage(), records.size(), failure.toString()))
                .onFailure(failure -> isPassing(failure, ownership))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .until(failure -> isPassing(failure, ownership))
                .onFailure(failure -> ownership.isClosing())
                .recoverWithNull()
                .onFailure(Faults::isOfTheRecords)
                .recoverWithUni(failure -> isolate(work, ownership, records, failure));
    }

    /** What may be otherwise the next time. An instance that goes down leaves its batch to the next owner instead. */
    private static boolean isPassing(Throwable failure, StageOwnership ownership) {
        return !ownership.isClosing() && !Faults.isOfTheRecords(failure);
    }

    /** Halves the batch until the record that cannot be processed stands alone, and sends that to the dead letters. */
    private Uni<Void> isolate(StageWork work, StageOwnership ownership, List<InRecord> records, Throwable failure) {
        if (records.size() == 1) {
            InRecord dead = records.getFirst();
            LOG.errorf(
                    failure,
                    "record refused: stage=%s topic=%s partition=%d offset=%d",
                    work.stage(),
                    dead.topic(),
                    dead.partition(),
                    dead.offset());
            return run(new DeadLetterWork(work.stage(), topics, failure), ownership, records);
        }
        int half = records.size() / 2;
        return run(work, ownership, records.subList(0, half))
                .chain(() -> run(work, ownership, records.subList(half, records.size())));
    }

    private Uni<Void> attempt(StageWork work, StageOwnership ownership, List<InRecord> records) {
        long started = System.nanoTime();
        BatchTraces traces = BatchTraces.begin(work.stage(), records);
        return work.prepare(records)
                .chain(write -> pool.withTransaction(tx -> write(work, write, ownership, records, tx, traces)))
                .onItemOrFailure()
                .invoke((done, failure) -> traces.end(failure))
                .invoke(done -> {
                    metrics.batch(work.stage(), done.fresh().size(), System.nanoTime() - started);
                    done.written().afterCommit().accept(done.knownAt());
                    relay.wake(work.stage(), done.partitions());
                })
                .replaceWithVoid()
                .onFailure(NothingNew.class)
                .recoverWithNull();
    }

    private record Done(Written written, Instant knownAt, List<InRecord> fresh, Set<TopicPartition> partitions) {}

    private Uni<Done> write(
            StageWork work,
            StageWork.Write write,
            StageOwnership ownership,
            List<InRecord> records,
            SqlConnection tx,
            BatchTraces traces) {
        Set<TopicPartition> partitions = new LinkedHashSet<>();
        for (InRecord r : records) partitions.add(new TopicPartition(r.topic(), r.partition()));
        return StageOffsets.open(tx, work.stage(), List.copyOf(partitions)).chain(opened -> {
            List<InRecord> fresh = fresh(records, opened, ownership);
            if (fresh.isEmpty()) return Uni.createFrom().failure(NothingNew.INSTANCE);
            return write.write(tx, opened.batchId(), fresh)
                    .chain(written -> finish(work, tx, opened.batchId(), fresh, written, traces));
        });
    }

    private static List<InRecord> fresh(List<InRecord> records, StageOffsets.Opened opened, StageOwnership ownership) {
        List<InRecord> fresh = new ArrayList<>(records.size());
        for (InRecord r : records) {
            TopicPartition tp = new TopicPartition(r.topic(), r.partition());
            StageOffsets.Claim held = opened.held().get(tp);
            if (held != null && ownership.owns(tp, held.epoch()) && r.offset() >= held.nextOffset()) fresh.add(r);
        }
        return fresh;
    }

    private Uni<Done> finish(
            StageWork work, SqlConnection tx, long batchId, List<InRecord> fresh, Written written, BatchTraces traces) {
        Map<TopicPartition, Long> next = new HashMap<>();
        for (InRecord r : fresh) next.merge(new TopicPartition(r.topic(), r.partition()), r.offset() + 1, Math::max);
        return Uni.join()
                .all(
                        StageOffsets.advance(tx, work.stage(), next),
                        BatchRecords.keepPayloads(tx, batchId, fresh),
                        BatchRecords.keepOutbox(
                                tx,
                                work.stage(),
                                batchId,
                                fresh.getFirst().partition(),
                                traces.carriedOn(written.outbox())),
                        BatchRecords.keepFates(tx, batchId, written.fates()))
                .andFailFast()
                .chain(() -> KnowledgeClock.stamp(tx, batchId))
                .map(knownAt -> new Done(written, knownAt, fresh, next.keySet()));
    }

    /** Rolls an empty batch back, so that polling what was already read leaves no trace. */
    private static final class NothingNew extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final NothingNew INSTANCE = new NothingNew();

        private NothingNew() {
            super("nothing new", null, false, false);
        }
    }
}
