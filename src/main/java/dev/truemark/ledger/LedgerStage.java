package dev.truemark.ledger;

import dev.truemark.platform.messaging.InRecord;
import dev.truemark.platform.messaging.Stage;
import dev.truemark.platform.messaging.StageWork;
import dev.truemark.platform.messaging.Stages;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.messaging.Written;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Raw transactions and portfolios in, booked ledger out.
 *
 * <p><b>Delivery.</b> At least once in, once in effect: facts, books, offsets and outbox commit together.
 * <p><b>Order.</b> Per portfolio: its rows are locked for the batch, so one writer at a time has its books, whatever
 * partitions its records came by. Any order of arrival ends in the same books.
 * <p><b>Failure.</b> A bad record goes to the dead-letter topic; a lost database pauses the stage.
 */
@ApplicationScoped
class LedgerStage implements StageWork.Immediate {
    private final Stage stage;
    private final Commands commands;
    private final OutsideFacts outside;
    private final Healing healing;
    private final Topics topics;
    private final Clock clock;

    LedgerStage(Stages stages, Commands commands, OutsideFacts outside, Healing healing, Topics topics, Clock clock) {
        this.commands = commands;
        this.outside = outside;
        this.healing = healing;
        this.topics = topics;
        this.clock = clock;
        this.stage = stages.create(this);
    }

    @Incoming("raw-transactions")
    Uni<Void> consume(ConsumerRecords<String, String> batch) {
        return stage.run(batch);
    }

    @Produces
    @ApplicationScoped
    @Identifier("ledger") KafkaConsumerRebalanceListener listener() {
        return stage;
    }

    @Override
    public String stage() {
        return "ledger";
    }

    @Override
    public Uni<Written> write(SqlConnection tx, long batchId, List<InRecord> records) {
        BatchPlan plan = new BatchPlan(topics);
        return commands.read(records, plan).chain(read -> {
            LedgerEvents events = new LedgerEvents(topics, clock.instant(), batchId);
            LedgerBatch batch = new LedgerBatch(tx, batchId, new InputResolution(outside), events, plan);
            return batch.run(read)
                    .map(result -> new Written(
                            outbox(result, plan), plan.fates(), knownAt -> healing.lookAgain(result.waiters())));
        });
    }

    /** A batch of nothing but refused records has no portfolio to publish for, but dead letters all the same. */
    private static List<Written.OutboxEntry> outbox(LedgerBatch.Result result, BatchPlan plan) {
        if (!result.outbox().isEmpty() || plan.deadLetters().isEmpty()) return result.outbox();
        List<Written.OutboxEntry> letters = new ArrayList<>();
        letters.add(new Written.OutboxEntry(-1, null, null, plan.deadLetters()));
        return letters;
    }
}
