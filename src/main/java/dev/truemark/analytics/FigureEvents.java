package dev.truemark.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.ledger.BooksHead;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.reading.Engine;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The events of a changed portfolio and date: one of each kind, of the same state. */
@ApplicationScoped
class FigureEvents {
    private final Topics topics;
    private final ObjectMapper mapper;
    private final Engine engine;
    private final Clock clock;

    FigureEvents(Topics topics, ObjectMapper mapper, Engine engine, Clock clock) {
        this.topics = topics;
        this.mapper = mapper;
        this.engine = engine;
        this.clock = clock;
    }

    /** The published envelope; {@code recordedAt} is filled in when the batch has its stamp. */
    record Envelope(
            String eventId,
            String eventType,
            int schemaVersion,
            Instant occurredAt,
            Instant recordedAt,
            String correlationId,
            String owner,
            Object data) {}

    List<OutRecord> of(Figures.Of of, long batchId) {
        EventData.Subject subject = EventData.Subject.of(of.head(), engine.version());
        return List.of(
                event(
                        topics.calculatedValuations(),
                        "valuation.calculated",
                        of,
                        batchId,
                        EventData.ValuationData.of(of, subject)),
                event(
                        topics.calculatedPerformance(),
                        "performance.calculated",
                        of,
                        batchId,
                        EventData.PerformanceData.of(of, subject)),
                event(topics.calculatedRisk(), "risk.calculated", of, batchId, EventData.RiskData.of(of, subject)),
                event(
                        topics.calculatedAllocation(),
                        "allocation.calculated",
                        of,
                        batchId,
                        EventData.AllocationData.of(of, subject)));
    }

    /** The id is that of the figures: an event that is published again, or computed again of the same state, has it too. */
    private OutRecord event(String topic, String type, Figures.Of of, long batchId, Object data) {
        BooksHead head = of.head();
        String name = type + "|" + head.id() + "|" + head.asOf() + "|" + head.version() + "|" + head.knownAt();
        Envelope envelope = new Envelope(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                type,
                1,
                clock.instant(),
                null,
                "batch-" + batchId,
                head.owner().toString(),
                data);
        try {
            return new OutRecord(topic, head.owner() + "|" + head.portfolioId(), mapper.writeValueAsString(envelope));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures that cannot be written: " + type, e);
        }
    }
}
