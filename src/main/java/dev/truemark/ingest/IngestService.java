package dev.truemark.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.ingest.BatchView.ItemView;
import dev.truemark.ingest.format.ReceivedTransaction;
import dev.truemark.ledger.Preview;
import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes facts in: form, then Kafka, then, if asked, their fates.
 *
 * <p><b>Delivery.</b> An answer is given once every record is acknowledged by all in-sync replicas. A request that fails
 * before that may have been written in parts; made again with its key it writes the same records, which are replays.
 */
@ApplicationScoped
class IngestService {
    private final IngestBatches batches;
    private final IngestRecords records;
    private final FateWatch watch;
    private final Preview preview;
    private final Clock clock;

    IngestService(IngestBatches batches, IngestRecords records, FateWatch watch, Preview preview, Clock clock) {
        this.batches = batches;
        this.records = records;
        this.watch = watch;
        this.preview = preview;
        this.clock = clock;
    }

    /**
     * @param complete whether the fate of every accepted item is in the view
     * @param replayed whether it answers an earlier request with the same key
     */
    record Answer(BatchView view, boolean complete, boolean replayed) {}

    /**
     * @param bodyBytes size of the body, which decides on what thread it is judged
     * @param items     takes the body apart; called once, and not at all where the key was answered before
     */
    Uni<Answer> ingest(IngestRequest request, boolean large, Supplier<Uni<List<JsonNode>>> items) {
        return former(request).chain(former -> {
            if (former != null) return watch.await(former, request.patience()).map(view -> answer(view, true));
            return items.get().chain(told -> judged(request, large, told)).chain(judged -> take(request, judged));
        });
    }

    /** The answer that the key had before; null where there is none yet. */
    private Uni<BatchView> former(IngestRequest request) {
        if (request.idempotencyKey().isEmpty() || request.dryRun())
            return Uni.createFrom().nullItem();
        return batches.find(request.owner(), request.idempotencyKey().get())
                .map(found -> found.map(former -> sameBody(request, former))
                        .flatMap(IngestBatches.Former::answer)
                        .orElse(null));
    }

    private static IngestBatches.Former sameBody(IngestRequest request, IngestBatches.Former former) {
        if (former.bodyHash().equals(request.bodyHash())) return former;
        throw new ProblemException(
                CommonProblems.IDEMPOTENCY_KEY_REUSED, "The key stands for another request; give this one its own.");
    }

    /** @param id of the batch that the items will be */
    private record Judged(UUID id, List<Item> items) {}

    private Uni<Judged> judged(IngestRequest request, boolean large, List<JsonNode> told) {
        UUID id = request.batchId();
        Form form = new Form(request.kind(), request.owner(), clock.instant(), id.toString(), request.single());
        Uni<Judged> judged =
                Uni.createFrom().item(() -> new Judged(id, form.judge(told, request.partial() && !request.single())));
        return large ? judged.runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) : judged;
    }

    private Uni<Answer> take(IngestRequest request, Judged judged) {
        BatchView accepted = BatchView.of(judged.id(), request.kind(), judged.items());
        if (request.dryRun())
            return dryRun(request, judged.items(), accepted).map(view -> new Answer(view, true, false));
        return claim(request, accepted)
                .chain(() -> records.send(request, judged.id(), judged.items()))
                .chain(() -> batches.finish(request.owner(), accepted))
                .chain(() -> watch.await(accepted, request.patience()))
                .map(view -> answer(view, false));
    }

    private static Answer answer(BatchView view, boolean replayed) {
        return new Answer(view, view.knownAt() != null, replayed);
    }

    /** Keeps the key before anything is sent, so that of two requests with one key only one body is written. */
    private Uni<Void> claim(IngestRequest request, BatchView accepted) {
        if (request.idempotencyKey().isEmpty()) return Uni.createFrom().voidItem();
        String key = request.idempotencyKey().get();
        int items = accepted.items().size();
        return batches.claim(accepted.batchId(), request.owner(), request.kind(), items, key, request.bodyHash())
                .chain(() -> batches.find(request.owner(), key))
                .invoke(found -> found.ifPresent(former -> sameBody(request, former)))
                .replaceWithVoid();
    }

    /** What the ledger would make of transactions now; items of other kinds are judged by their form alone. */
    private Uni<BatchView> dryRun(IngestRequest request, List<Item> items, BatchView accepted) {
        Map<String, List<Item>> byPortfolio = items.stream()
                .filter(item -> item.isAccepted() && item.transaction().isPresent())
                .collect(Collectors.groupingBy(
                        item -> item.transaction().get().portfolioId(), TreeMap::new, Collectors.toList()));
        List<ItemView> views = new ArrayList<>(accepted.items());
        return Multi.createFrom()
                .iterable(byPortfolio.entrySet())
                .onItem()
                .transformToUniAndConcatenate(each -> foretell(request.owner(), each.getKey(), each.getValue(), views))
                .collect()
                .asList()
                .map(all -> accepted.asDryRun(views));
    }

    private Uni<String> foretell(UUID owner, String portfolio, List<Item> told, List<ItemView> views) {
        List<ReceivedTransaction> transactions =
                told.stream().map(item -> item.transaction().get()).toList();
        return preview.fates(owner, portfolio, transactions).map(fates -> {
            for (int n = 0; n < fates.size(); n++) {
                int index = told.get(n).index();
                Preview.Fate fate = fates.get(n);
                views.set(
                        index,
                        views.get(index)
                                .as(
                                        fate.status(),
                                        fate.reason().orElse(null),
                                        fate.waitingFor().orElse(null)));
            }
            return portfolio;
        });
    }

    /** @throws ProblemException 404 where the caller has no such batch */
    Uni<BatchView> batch(UUID id, UUID owner) {
        return batches.followed(id, owner)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("You have no such batch.")));
    }
}
