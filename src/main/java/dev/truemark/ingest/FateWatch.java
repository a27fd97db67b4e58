package dev.truemark.ingest;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Waits for the stages to take the items of a request. */
@ApplicationScoped
class FateWatch {
    private final IngestBatches batches;
    private final IngestConfig config;

    FateWatch(IngestBatches batches, IngestConfig config) {
        this.batches = batches;
        this.config = config;
    }

    /**
     * The accepted request as it is, or, where the caller waits, with its items' fates: all of them, and then with a
     * {@code known_at}, or those that there are when his time is up.
     */
    Uni<BatchView> await(BatchView accepted, Optional<Duration> wait) {
        if (wait.isEmpty()) return Uni.createFrom().item(accepted);
        long deadlineNanos = System.nanoTime() + wait.get().toNanos();
        return look(accepted, config.firstPause(), deadlineNanos).chain(() -> batches.followed(accepted));
    }

    private Uni<Void> look(BatchView accepted, Duration pause, long deadlineNanos) {
        return batches.taken(accepted.batchId()).chain(taken -> {
            boolean late = System.nanoTime() - deadlineNanos >= 0;
            if (taken >= accepted.accepted() || late) return Uni.createFrom().voidItem();
            Duration next = pause.multipliedBy(2);
            Duration longer = next.compareTo(config.lastPause()) > 0 ? config.lastPause() : next;
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(pause)
                    .chain(() -> look(accepted, longer, deadlineNanos));
        });
    }
}
