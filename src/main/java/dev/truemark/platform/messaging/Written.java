package dev.truemark.platform.messaging;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a stage's write leaves for the runner to commit with it.
 *
 * @param outbox      records to publish once committed
 * @param fates       what became of the items of ingest requests
 * @param afterCommit told the knowledge time once the batch is committed; must return at once and not throw
 */
public record Written(List<OutboxEntry> outbox, List<ItemFate> fates, Consumer<Instant> afterCommit) {
    public static Written of(List<OutRecord> records, List<ItemFate> fates, Consumer<Instant> afterCommit) {
        return new Written(records.isEmpty() ? List.of() : List.of(OutboxEntry.of(records)), fates, afterCommit);
    }

    /**
     * Records that are published together.
     *
     * @param partition    of the in-topic whose owner publishes them; -1 for the batch's first
     * @param portfolioKey whose they are, or null
     * @param version      of that portfolio after the batch, or null
     */
    public record OutboxEntry(int partition, Long portfolioKey, Long version, List<OutRecord> records) {
        static OutboxEntry of(List<OutRecord> records) {
            return new OutboxEntry(-1, null, null, records);
        }
    }
}
