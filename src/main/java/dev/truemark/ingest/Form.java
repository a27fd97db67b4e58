package dev.truemark.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.ingest.format.Parsed;
import dev.truemark.ingest.format.Reading;
import dev.truemark.ingest.format.ReceivedTransaction;
import dev.truemark.ingest.mapping.Mapping.MappedRow;
import dev.truemark.platform.problem.FieldError;
import dev.truemark.platform.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Judges the items of a request by their form alone: what each says, and that no two say different things of one. */
final class Form {
    private static final int MANY_ERRORS = 1000;

    private final IngestKind kind;
    private final UUID owner;
    private final Instant now;
    private final String idBase;
    /** Whether the request was one bare item, so that errors name its fields without the list. */
    private final boolean single;

    private final Map<Identity, ReceivedTransaction> seen = new HashMap<>();

    /** @param idBase with an item's index, what a missing transaction id is made from */
    Form(IngestKind kind, UUID owner, Instant now, String idBase, boolean single) {
        this.kind = kind;
        this.owner = owner;
        this.now = now;
        this.idBase = idBase;
        this.single = single;
    }

    private record Identity(String portfolioId, TransactionKey key, int revision) {}

    /**
     * @param partial whether bad items are marked and not refused
     * @throws ProblemException 422 naming every bad item, unless {@code partial} and at least one is good
     */
    List<Item> judge(List<JsonNode> told, boolean partial) {
        List<Item> items = new ArrayList<>(told.size());
        for (int i = 0; i < told.size(); i++) items.add(judge(i, told.get(i)));
        boolean anyGood = items.stream().anyMatch(Item::isAccepted);
        List<FieldError> errors = errors(items);
        if (!errors.isEmpty() && !(partial && anyGood)) throw ProblemException.invalid(errors);
        return items;
    }

    /** All of them; of very many, the first of each item, so that the answer is bounded and names every bad item. */
    private static List<FieldError> errors(List<Item> items) {
        long all = items.stream().mapToLong(item -> item.errors().size()).sum();
        return items.stream()
                .flatMap(item -> item.errors().stream().limit(all > MANY_ERRORS ? 1 : MANY_ERRORS))
                .toList();
    }

    private Item judge(int index, JsonNode told) {
        if (told instanceof POJONode mapped && mapped.getPojo() instanceof MappedRow row) return mapped(index, row);
        Reading reading =
                Reading.at(now).withTransactionId(() -> NameId.of(idBase, index).toString());
        return switch (kind.read(told, reading, owner)) {
            case Parsed.Refused<IngestKind.Readable> refused -> Item.invalid(index, placed(index, refused.errors()));
            case Parsed.Ok<IngestKind.Readable> ok -> good(index, (ObjectNode) told, ok.value());
        };
    }

    private Item mapped(int index, MappedRow row) {
        return row.errors().isEmpty() ? judge(index, row.item()) : Item.invalid(index, placed(index, row.errors()));
    }

    private Item good(int index, ObjectNode told, IngestKind.Readable read) {
        Optional<ReceivedTransaction> transaction = read.transaction();
        complete(told, read);
        Item item = new Item(index, told, read.recordKey(), transaction, Item.Status.ACCEPTED, List.of());
        if (transaction.isEmpty()) return item;
        ReceivedTransaction t = transaction.get();
        ReceivedTransaction first = seen.putIfAbsent(new Identity(t.portfolioId(), t.key(), t.revision()), t);
        if (first == null) return item;
        return first.contentHash().equals(t.contentHash()) ? item.replayed() : duplicate(index);
    }

    private Item duplicate(int index) {
        FieldError error = new FieldError(
                "transaction_id", "DUPLICATE_ID", "The request has the same id and revision with other content.");
        return Item.invalid(index, placed(index, List.of(error)));
    }

    /** What the item did not say itself, its stage shall not have to guess. */
    private static void complete(ObjectNode told, IngestKind.Readable read) {
        if (read.source() != null) told.put("source", read.source());
        read.transaction().ifPresent(t -> {
            told.remove("transactionId");
            told.put("transaction_id", t.key().transactionId());
        });
    }

    private List<FieldError> placed(int index, List<FieldError> errors) {
        if (single) return errors;
        String item = kind.listName() + "[" + index + "]";
        return errors.stream()
                .map(e -> new FieldError(e.field().isEmpty() ? item : item + "." + e.field(), e.code(), e.message()))
                .toList();
    }
}
