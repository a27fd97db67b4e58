package dev.truemark.platform.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ToDoubleFunction;

/** What the stages of this instance hold, whether one has stopped, and how long events wait to be published. */
@ApplicationScoped
class StageGauges {
    private static final String OLDEST = """
            SELECT extract(epoch FROM clock_timestamp() - b.recorded_at)::float8 AS seconds
            FROM outbox o JOIN batch b ON b.id = o.batch_id ORDER BY o.id LIMIT 1""";

    private final MeterRegistry registry;
    private final Stages stages;
    private final Pool pool;
    private volatile double oldestSeconds;

    StageGauges(MeterRegistry registry, Stages stages, Pool pool) {
        this.registry = registry;
        this.stages = stages;
        this.pool = pool;
        Gauge.builder("truemark.outbox.oldest", this, gauges -> gauges.oldestSeconds)
                .description("Age of the oldest event that waits to be published; 0 where no stage has partitions")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Registering again what is there changes nothing, and a stage may come at any time. */
    @Scheduled(
            every = "{truemark.outbox.watch-every:15s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        boolean owner = false;
        for (Stage stage : stages.all()) {
            gauge(
                    "truemark.stage.partitions",
                    "Partitions that this instance reads",
                    stage,
                    each -> each.ownership().owned().size());
            gauge(
                    "truemark.stage.stopped",
                    "1 while the stage has stopped and waits for somebody",
                    stage,
                    each -> each.stopped().isPresent() ? 1 : 0);
            owner |= !stage.ownership().owned().isEmpty();
        }
        if (!owner) {
            oldestSeconds = 0;
            return Uni.createFrom().voidItem();
        }
        return pool.query(OLDEST)
                .execute()
                .invoke(rows -> {
                    double oldest = 0;
                    for (Row row : rows) {
                        Double seconds = row.getDouble("seconds");
                        oldest = seconds == null ? 0 : Math.max(0, seconds);
                    }
                    oldestSeconds = oldest;
                })
                .replaceWithVoid()
                // The database is away: what was true last goes on, and the database's own alert says so
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void gauge(String name, String what, Stage stage, ToDoubleFunction<Stage> value) {
        Gauge.builder(name, stage, value)
                .description(what)
                .tag("stage", stage.name())
                .register(registry);
    }
}
