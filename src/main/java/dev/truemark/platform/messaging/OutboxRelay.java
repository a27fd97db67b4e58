package dev.truemark.platform.messaging;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Publishes what committed batches left in the outbox. The owner of a stage's partition serves its lane, in the order
 * of the batches; it is woken after each commit, and a sweep looks for what a wake-up missed.
 *
 * <p><b>Delivery.</b> At least once: rows are deleted when the broker has them, and events carry ids that stay the same.
 */
@ApplicationScoped
class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int ROWS = 500;
    private static final String NEXT = """
            SELECT o.id, o.records, b.recorded_at FROM outbox o JOIN batch b ON b.id = o.batch_id
            WHERE o.lane = $1 ORDER BY o.id LIMIT $2""";
    private static final String DONE = "DELETE FROM outbox WHERE id = ANY($1)";
    /** Stands in an event for the knowledge time, which is known only once the batch is stamped. */
    static final String RECORDED_AT = "\"recorded_at\":null";

    private final Pool pool;
    private final Publisher publisher;
    private final StageMetrics metrics;
    private final Topics topics;
    private final Map<String, StageOwnership> served = new ConcurrentHashMap<>();
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private volatile boolean closing;

    OutboxRelay(Pool pool, Publisher publisher, StageMetrics metrics, Topics topics) {
        this.pool = pool;
        this.publisher = publisher;
        this.metrics = metrics;
        this.topics = topics;
    }

    /** The instance goes down: what is left in the outbox is for the next owner. */
    void close() {
        closing = true;
    }

    void serve(String stage, StageOwnership ownership) {
        served.put(stage, ownership);
    }

    void wake(String stage, Collection<TopicPartition> partitions) {
        partitions.stream().map(TopicPartition::partition).distinct().forEach(p -> wake(BatchRecords.lane(stage, p)));
    }

    @Scheduled(
            every = "{truemark.outbox.sweep-every:2s}",
            delayed = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        served.forEach((stage, ownership) -> wake(stage, ownership.owned()));
        return Uni.createFrom().voidItem();
    }

    private void wake(String lane) {
        if (closing) return;
        lanes.computeIfAbsent(lane, Lane::new).wake();
    }

    /** One runner per lane; a wake-up while it runs makes it look once more. */
    private final class Lane {
        private final String name;
        private boolean running;
        private boolean again;

        Lane(String name) {
            this.name = name;
        }

        synchronized void wake() {
            again = true;
            if (running) return;
            running = true;
            drain();
        }

        private void drain() {
            synchronized (this) {
                if (!again) {
                    running = false;
                    return;
                }
                again = false;
            }
            publishAll().subscribe().with(done -> drain(), failure -> {
                LOG.warnf("outbox waits: lane=%s reason=%s", name, failure.toString());
                synchronized (this) {
                    running = false;
                }
            });
        }

        private Uni<Void> publishAll() {
            return publishSome().chain(count -> count < ROWS ? Uni.createFrom().voidItem() : publishAll());
        }

        private Uni<Integer> publishSome() {
            return pool.preparedQuery(NEXT).execute(Tuple.of(name, ROWS)).chain(rows -> {
                List<OutRecord> records = new ArrayList<>();
                List<Long> ids = new ArrayList<>();
                for (Row row : rows) {
                    ids.add(row.getLong("id"));
                    OffsetDateTime known = row.get(OffsetDateTime.class, "recorded_at");
                    for (OutRecord r : OutboxText.records(row.getString("records"))) records.add(dated(r, known));
                }
                if (ids.isEmpty()) return Uni.createFrom().item(0);
                PublishTraces traces = PublishTraces.begin(records);
                return publisher
                        .sendAll(traces.records())
                        .onItemOrFailure()
                        .invoke((done, failure) -> traces.end(failure))
                        .invoke(() -> records.forEach(
                                r -> metrics.published(r.topic(), r.topic().endsWith(topics.deadLetterSuffix()))))
                        .chain(() -> pool.preparedQuery(DONE).execute(Tuple.of(ids.toArray(Long[]::new))))
                        .replaceWith(ids.size());
            });
        }
    }

    private static OutRecord dated(OutRecord r, OffsetDateTime known) {
        int at = r.value().indexOf(RECORDED_AT);
        if (at < 0 || known == null) return r;
        String value = r.value().substring(0, at) + "\"recorded_at\":\"" + known.toInstant() + "\""
                + r.value().substring(at + RECORDED_AT.length());
        return new OutRecord(r.topic(), r.key(), value, r.headers());
    }
}
