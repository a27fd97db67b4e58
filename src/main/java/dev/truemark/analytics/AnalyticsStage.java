package dev.truemark.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.platform.messaging.DeadLetter;
import dev.truemark.platform.messaging.InRecord;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Stage;
import dev.truemark.platform.messaging.StageWork;
import dev.truemark.platform.messaging.Stages;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.messaging.Written;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Changed positions in; what the portfolio is worth, how it did, what it risks and how it is spread out.
 *
 * <p><b>Delivery.</b> At least once in, once in effect: the version that was told of commits with the events, so that
 * changes that came together, or whose figures were computed already, are told of once; never per tick.
 * <p><b>Order.</b> Per portfolio: its row is locked until its events are committed, and versions only grow.
 * <p><b>Failure.</b> A bad record goes to the dead-letter topic, a portfolio that is gone is passed over; a lost database or
 * too much work pauses the stage.
 */
@ApplicationScoped
class AnalyticsStage implements StageWork {
    private static final int NOT_FOUND = 404;

    private final Stage stage;
    private final Figures figures;
    private final FigureEvents events;
    private final LedgerReads ledger;
    private final ObjectMapper mapper;
    private final Topics topics;

    AnalyticsStage(
            Stages stages,
            Figures figures,
            FigureEvents events,
            LedgerReads ledger,
            ObjectMapper mapper,
            Topics topics) {
        this.figures = figures;
        this.events = events;
        this.ledger = ledger;
        this.mapper = mapper;
        this.topics = topics;
        this.stage = stages.create(this);
    }

    @Incoming("calculated-positions")
    Uni<Void> consume(ConsumerRecords<String, String> batch) {
        return stage.run(batch);
    }

    @Produces
    @ApplicationScoped
    @Identifier("analytics") KafkaConsumerRebalanceListener listener() {
        return stage;
    }

    @Override
    public String stage() {
        return "analytics";
    }

    /** A portfolio whose positions changed. */
    private record Changed(UUID owner, UUID portfolio) {}

    @Override
    public Uni<Written> write(SqlConnection tx, long batchId, List<InRecord> records) {
        List<OutRecord> deadLetters = new ArrayList<>();
        Map<Changed, Work> changed = new LinkedHashMap<>();
        for (InRecord record : records) {
            try {
                JsonNode event = mapper.readTree(record.value());
                Changed of = new Changed(
                        UUID.fromString(event.path("owner").asText()),
                        UUID.fromString(event.path("data").path("portfolio").asText()));
                Work work = new Work(event.path("data").path("version").asLong(), record.partition());
                changed.merge(of, work, Work::later);
            } catch (IOException | IllegalArgumentException unreadable) {
                deadLetters.add(DeadLetter.of(topics, record, "not a position.calculated: " + unreadable.getMessage()));
            }
        }
        return Multi.createFrom()
                .iterable(changed.entrySet())
                .onItem()
                .transformToUniAndConcatenate(each -> entry(tx, batchId, each.getKey(), each.getValue()))
                .collect()
                .asList()
                .map(all -> written(all, deadLetters));
    }

    /** Up to which version, and by which partition it came, whose owner publishes the events. */
    private record Work(long version, int partition) {
        Work later(Work other) {
            return other.version > version ? other : this;
        }
    }

    private static Written written(List<List<Written.OutboxEntry>> all, List<OutRecord> deadLetters) {
        List<Written.OutboxEntry> outbox = new ArrayList<>();
        all.forEach(outbox::addAll);
        if (!deadLetters.isEmpty()) outbox.add(new Written.OutboxEntry(-1, null, null, deadLetters));
        return new Written(outbox, List.of(), knownAt -> {});
    }

    private Uni<List<Written.OutboxEntry>> entry(SqlConnection tx, long batchId, Changed changed, Work work) {
        return ToldRows.lock(tx, changed.owner(), changed.portfolio())
                .chain(told -> {
                    if (!told.exists() || told.version() >= work.version()) return nothing();
                    return figures(changed).chain(of -> tell(tx, told, of, work, batchId));
                })
                .onFailure(AnalyticsStage::isGone)
                .recoverWithUni(AnalyticsStage::nothing);
    }

    private static Uni<List<Written.OutboxEntry>> nothing() {
        return Uni.createFrom().item(List.of());
    }

    private Uni<List<Written.OutboxEntry>> tell(
            SqlConnection tx, ToldRows.Told told, Figures.Of of, Work work, long batchId) {
        long version = of.head().version();
        List<OutRecord> records = events.of(of, batchId);
        return ToldRows.tell(tx, told.key(), of.head().asOf(), version)
                .map(done -> List.of(new Written.OutboxEntry(work.partition(), told.key(), version, records)));
    }

    private Uni<Figures.Of> figures(Changed changed) {
        BooksQuery newest = BooksQuery.now(changed.owner(), changed.portfolio().toString());
        return ledger.books(newest)
                .chain(books ->
                        figures.of(newest.at(books.head().asOf(), books.head().knownAt())));
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type().status() == NOT_FOUND;
    }
}
