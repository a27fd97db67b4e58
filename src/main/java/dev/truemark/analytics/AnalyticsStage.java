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
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Changed positions in; what the portfolio is worth, how it did, what it risks and how it is spread out.
 *
 * <p><b>Delivery.</b> At least once in, once in effect: the version that was told of commits with the events, so that
 * changes that came together, or whose figures were computed already, are told of once; never per tick.
 * <p><b>Order.</b> Per portfolio: its row is locked while its events are committed, and versions only grow. Figures are computed
 * before, without a lock.
 * <p><b>Failure.</b> A bad record goes to the dead-letter topic, a portfolio that is gone is passed over; a lost database or
 * too much work pauses the stage.
 */
@ApplicationScoped
class AnalyticsStage implements StageWork {
    private static final int NOT_FOUND = 404;
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private final Stage stage;
    private final Figures figures;
    private final FigureEvents events;
    private final LedgerReads ledger;
    private final ObjectMapper mapper;
    private final Topics topics;
    private final Pool pool;
    private final AnalyticsConfig config;

    AnalyticsStage(
            Stages stages,
            Figures figures,
            FigureEvents events,
            LedgerReads ledger,
            ObjectMapper mapper,
            Topics topics,
            Pool pool,
            AnalyticsConfig config) {
        this.figures = figures;
        this.events = events;
        this.ledger = ledger;
        this.mapper = mapper;
        this.topics = topics;
        this.pool = pool;
        this.config = config;
        this.stage = stages.create(this);
    }

    @Incoming("calculated-positions")
    Uni<Void> consume(ConsumerRecords<String, String> batch) {
        long started = System.nanoTime();
        return stage.run(batch).chain(() -> rest(Duration.ofNanos(System.nanoTime() - started)));
    }

    private Uni<Void> rest(Duration worked) {
        Duration asLong = worked.compareTo(LONGEST_REST) < 0 ? worked : LONGEST_REST;
        Duration rest = asLong.compareTo(config.pause()) > 0 ? asLong : config.pause();
        return rest.isPositive()
                ? Uni.createFrom().voidItem().onItem().delayIt().by(rest)
                : Uni.createFrom().voidItem();
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

    /** Up to which version, and by which partition it came, whose owner publishes the events. */
    private record Work(long version, int partition) {
        Work later(Work other) {
            return other.version > version ? other : this;
        }
    }

    /** What some records ask for, in an order that is the same for all, so that no two batches lock rows crosswise. */
    private record Asked(SortedMap<Changed, Work> changed, List<OutRecord> deadLetters) {}

    private Asked asked(List<InRecord> records) {
        SortedMap<Changed, Work> changed = new TreeMap<>(Comparator.comparing(Changed::portfolio));
        List<OutRecord> deadLetters = new ArrayList<>();
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
        return new Asked(changed, deadLetters);
    }

    @Override
    public Uni<Write> prepare(List<InRecord> records) {
        Map<Changed, Figures.Of> computed = new HashMap<>();
        return Multi.createFrom()
                .iterable(asked(records).changed().entrySet())
                .onItem()
                .transformToUniAndConcatenate(each -> compute(each.getKey(), each.getValue())
                        .invoke(of -> of.ifPresent(figures -> computed.put(each.getKey(), figures))))
                .collect()
                .asList()
                .replaceWith((tx, batchId, fresh) -> write(tx, batchId, asked(fresh), computed));
    }

    private Uni<Written> write(SqlConnection tx, long batchId, Asked asked, Map<Changed, Figures.Of> computed) {
        return Multi.createFrom()
                .iterable(asked.changed().entrySet())
                .filter(each -> computed.containsKey(each.getKey()))
                .onItem()
                .transformToUniAndConcatenate(
                        each -> tell(tx, batchId, each.getKey(), each.getValue(), computed.get(each.getKey())))
                .collect()
                .asList()
                .map(all -> written(all, asked.deadLetters()));
    }

    private static Written written(List<List<Written.OutboxEntry>> all, List<OutRecord> deadLetters) {
        List<Written.OutboxEntry> outbox = new ArrayList<>();
        all.forEach(outbox::addAll);
        if (!deadLetters.isEmpty()) outbox.add(new Written.OutboxEntry(-1, null, null, deadLetters));
        return new Written(outbox, List.of(), knownAt -> {});
    }

    private Uni<Optional<Figures.Of>> compute(Changed changed, Work work) {
        return ToldRows.read(pool, changed.owner(), changed.portfolio())
                .chain(told -> told.isBefore(work.version())
                        ? figures(changed).map(Optional::of)
                        : Uni.createFrom().item(Optional.<Figures.Of>empty()))
                .onFailure(AnalyticsStage::isGone)
                .recoverWithItem(Optional.empty());
    }

    private Uni<List<Written.OutboxEntry>> tell(
            SqlConnection tx, long batchId, Changed changed, Work work, Figures.Of of) {
        long version = of.head().version();
        return ToldRows.lock(tx, changed.owner(), changed.portfolio()).chain(told -> {
            if (!told.isBefore(version)) return Uni.createFrom().item(List.of());
            List<OutRecord> records = events.of(of, batchId);
            return ToldRows.tell(tx, told.key(), of.head().asOf(), version)
                    .map(done -> List.of(new Written.OutboxEntry(work.partition(), told.key(), version, records)));
        });
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
