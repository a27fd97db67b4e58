package dev.truemark.market;

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
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Prices, rates and instruments in, market facts out.
 *
 * <p><b>Delivery.</b> At least once in, once in effect: a fact told again as it is known leaves no row, told differently
 * it is later knowledge of the same fact.
 * <p><b>Order.</b> Per partition; of the same fact the last record of a batch counts.
 * <p><b>Failure.</b> A bad record goes to the dead-letter topic; a lost database pauses the stage.
 */
@ApplicationScoped
class MarketStage implements StageWork.Immediate {
    static final String NAME = "market";
    private static final Logger LOG = Logger.getLogger(MarketStage.class);

    private final Stage stage;
    private final MarketRecords records;
    private final Topics topics;
    private final Event<MarketFactsCommitted> committed;

    MarketStage(Stages stages, MarketRecords records, Topics topics, Event<MarketFactsCommitted> committed) {
        this.records = records;
        this.topics = topics;
        this.committed = committed;
        this.stage = stages.create(this);
    }

    @Incoming("market-facts")
    Uni<Void> consume(ConsumerRecords<String, String> batch) {
        return stage.run(batch);
    }

    @Produces
    @ApplicationScoped
    @Identifier("market") KafkaConsumerRebalanceListener listener() {
        return stage;
    }

    @Override
    public String stage() {
        return NAME;
    }

    @Override
    public Uni<Written> write(SqlConnection tx, long batchId, List<InRecord> polled) {
        MarketBatch batch = new MarketBatch();
        for (InRecord record : polled) batch.add(record, records.read(record.topic(), record.value()), topics);
        return batch.write(tx, batchId)
                .map(done ->
                        Written.of(batch.deadLetters(), batch.fates(), knownAt -> announce(batch.committed(knownAt))));
    }

    private void announce(MarketFactsCommitted facts) {
        if (facts.isEmpty()) return;
        try {
            committed.fire(facts);
        } catch (RuntimeException observer) {
            LOG.warnf(observer, "an observer of market facts failed: knownAt=%s", facts.knownAt());
        }
    }
}
