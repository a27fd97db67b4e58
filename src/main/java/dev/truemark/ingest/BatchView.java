package dev.truemark.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.truemark.platform.problem.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a request's items.
 *
 * @param batchId  absent of a dry run
 * @param accepted items written to Kafka, or that would be
 * @param rejected items whose form was refused
 * @param knownAt  once every accepted item was taken: ask with it, and every instance knows them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BatchView(
        UUID batchId, String kind, Boolean dryRun, int accepted, int rejected, Instant knownAt, List<ItemView> items) {

    /**
     * @param id            of the transaction in paths, once its portfolio is known
     * @param status        see the batch's description
     * @param reason        why it is {@code REJECTED} or {@code CONFLICT}
     * @param waitingFor    what a {@code WAITING} transaction waits for, such as a currency pair
     * @param errors        of an {@code INVALID} item
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ItemView(
            int index,
            String id,
            String transactionId,
            Integer revision,

            @Schema(
                    enumeration = {
                        "ACCEPTED",
                        "INVALID",
                        "PENDING",
                        "BOOKED",
                        "REPLAYED",
                        "CONFLICT",
                        "REJECTED",
                        "WAITING"
                    })
            String status,

            String reason,
            String waitingFor,
            List<FieldError> errors) {

        static ItemView of(Item item) {
            return new ItemView(
                    item.index(),
                    null,
                    item.transaction().map(t -> t.key().transactionId()).orElse(null),
                    item.transaction().map(t -> t.revision()).orElse(null),
                    item.status().name(),
                    null,
                    null,
                    item.errors().isEmpty() ? null : item.errors());
        }

        ItemView as(String newStatus, String newReason) {
            return as(newStatus, newReason, null);
        }

        ItemView as(String newStatus, String newReason, String newWaitingFor) {
            return new ItemView(index, id, transactionId, revision, newStatus, newReason, newWaitingFor, errors);
        }
    }

    static BatchView of(UUID batchId, IngestKind kind, List<Item> items) {
        int accepted = (int) items.stream().filter(Item::isAccepted).count();
        int rejected = (int) items.stream()
                .filter(item -> item.status() == Item.Status.INVALID)
                .count();
        List<ItemView> views = items.stream().map(ItemView::of).toList();
        return new BatchView(batchId, kind.listName(), null, accepted, rejected, null, views);
    }

    BatchView with(List<ItemView> newItems, Instant newKnownAt) {
        return new BatchView(batchId, kind, dryRun, accepted, rejected, newKnownAt, newItems);
    }

    BatchView asDryRun(List<ItemView> newItems) {
        return new BatchView(null, kind, true, accepted, rejected, null, newItems);
    }
}
