package dev.truemark.platform.messaging;

import java.util.UUID;

/**
 * What became of one item of an ingest request.
 *
 * @param outcome      {@code RECORDED}, {@code STORED}, {@code REPLAYED}, {@code CONFLICT} or {@code INVALID}
 * @param reason       why, where it was not taken; may be null
 * @param portfolioKey with the rest of the identity where the item is a transaction; may be null
 */
public record ItemFate(
        UUID ingestBatch,
        int item,
        String outcome,
        String reason,
        Long portfolioKey,
        String source,
        String transactionId,
        Integer revision) {
    public ItemFate of(long portfolio, String source, String transactionId, int revision) {
        return new ItemFate(ingestBatch, item, outcome, reason, portfolio, source, transactionId, revision);
    }
}
