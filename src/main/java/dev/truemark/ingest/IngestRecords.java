package dev.truemark.ingest;

import dev.truemark.ingest.format.Envelope;
import dev.truemark.platform.messaging.InRecord;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Publisher;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Writes accepted items to the topic of their kind, each with the headers by which its stage names it. */
@ApplicationScoped
class IngestRecords {
    private static final Logger LOG = Logger.getLogger(IngestRecords.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Publisher publisher;
    private final Topics topics;
    private final Clock clock;

    IngestRecords(Publisher publisher, Topics topics, Clock clock) {
        this.publisher = publisher;
        this.topics = topics;
        this.clock = clock;
    }

    /** Completes when all are acknowledged; fails with 503 where the broker does not take them. */
    Uni<Void> send(IngestRequest request, UUID batchId, List<Item> items) {
        Instant now = clock.instant();
        List<OutRecord> records = items.stream()
                .filter(Item::isAccepted)
                .map(item -> record(request, batchId, item, now))
                .toList();
        return publisher.sendAll(records).onFailure(KafkaException.class).transform(failure -> {
            LOG.warnf("facts could not be written batchId=%s: %s", batchId, failure.toString());
            return ProblemException.unavailable("The message broker is not available for the moment.", RETRY);
        });
    }

    private OutRecord record(IngestRequest request, UUID batchId, Item item, Instant now) {
        UUID eventId = NameId.of("ingest-event", batchId, item.index());
        Envelope envelope =
                Envelope.of(request.kind().eventType(), eventId, now, batchId.toString(), request.owner(), item.data());
        return new OutRecord(
                request.kind().topic(topics),
                item.recordKey(),
                envelope.toJson(),
                Map.of(
                        InRecord.INGEST_BATCH, batchId.toString(),
                        InRecord.INGEST_ITEM, Integer.toString(item.index())));
    }
}
