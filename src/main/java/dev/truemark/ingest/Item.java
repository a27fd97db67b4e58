package dev.truemark.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.ingest.format.ReceivedTransaction;
import dev.truemark.platform.problem.FieldError;
import java.util.List;
import java.util.Optional;

/**
 * One item of a request, judged by its form.
 *
 * @param data        as told, with the id that it was given; null where it is no JSON object
 * @param recordKey   key of its record; null where it is not valid
 * @param transaction where it is a valid one
 * @param status      {@code ACCEPTED}, {@code INVALID}, or {@code REPLAYED} where the same request has it already
 */
record Item(
        int index,
        ObjectNode data,
        String recordKey,
        Optional<ReceivedTransaction> transaction,
        Status status,
        List<FieldError> errors) {
    enum Status {
        ACCEPTED,
        INVALID,
        REPLAYED
    }

    Item {
        errors = List.copyOf(errors);
    }

    static Item invalid(int index, List<FieldError> errors) {
        return new Item(index, null, null, Optional.empty(), Status.INVALID, errors);
    }

    Item replayed() {
        return new Item(index, data, recordKey, transaction, Status.REPLAYED, errors);
    }

    boolean isAccepted() {
        return status == Status.ACCEPTED;
    }
}
