package dev.truemark.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.ingest.format.Envelope;
import dev.truemark.ingest.format.Parsed;
import dev.truemark.ingest.format.Reading;
import dev.truemark.ingest.format.ReceivedPortfolio;
import dev.truemark.ingest.format.ReceivedTransaction;
import dev.truemark.platform.messaging.InRecord;
import dev.truemark.platform.messaging.OffLoop;
import dev.truemark.platform.messaging.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads records as commands; what cannot be read is refused, and the rest goes on. */
@ApplicationScoped
class Commands {
    static final String HEAL = "dependency.arrived";
    static final String REBUILD = "rebuild.requested";
    static final String POLICY = "policy.received";
    /** Source of transactions that come by Kafka and name none. */
    private static final String SOURCE = "kafka";

    private final DefaultOwner defaultOwner;
    private final Topics topics;
    private final Clock clock;

    Commands(DefaultOwner defaultOwner, Topics topics, Clock clock) {
        this.defaultOwner = defaultOwner;
        this.topics = topics;
        this.clock = clock;
    }

    Uni<List<Command>> read(List<InRecord> records, BatchPlan plan) {
        return defaultOwner.get().chain(owner -> OffLoop.compute(() -> read(records, owner, plan)));
    }

    private List<Command> read(List<InRecord> records, Optional<UUID> owner, BatchPlan plan) {
        Reading reading = new Reading(clock.instant(), SOURCE, () -> null);
        List<Command> commands = new ArrayList<>(records.size());
        for (InRecord record : records) read(record, owner, reading, plan).ifPresent(commands::add);
        return commands;
    }

    private Optional<Command> read(InRecord record, Optional<UUID> defaultTo, Reading reading, BatchPlan plan) {
        return switch (Envelope.read(record.value())) {
            case Parsed.Refused<Envelope> refused -> refuse(plan, record, refused.reason());
            case Parsed.Ok<Envelope>(Envelope envelope) -> {
                Optional<UUID> owner = envelope.owner().or(() -> defaultTo);
                if (owner.isEmpty()) yield refuse(plan, record, "OWNER_MISSING: the envelope names no owner");
                yield read(record, envelope, owner.get(), reading, plan);
            }
        };
    }

    private Optional<Command> read(InRecord record, Envelope envelope, UUID owner, Reading reading, BatchPlan plan) {
        String type = envelope.eventType().isEmpty() ? typeOf(record) : envelope.eventType();
        JsonNode data = envelope.data();
        return switch (type) {
            case Envelope.TRANSACTION -> tell(record, owner, ReceivedTransaction.parse(data, reading), plan);
            case Envelope.PORTFOLIO -> describe(record, owner, ReceivedPortfolio.parse(data, reading), false, plan);
            case POLICY -> describe(record, owner, ReceivedPortfolio.parse(data, reading), true, plan);
            case ArrivedLots.EVENT -> arrived(record, owner, data, plan);
            case HEAL -> Optional.of(new Command.Heal(record, portfolio(owner, data), transactions(data)));
            case REBUILD -> Optional.of(new Command.Rebuild(record, portfolio(owner, data)));
            default -> refuse(plan, record, "UNKNOWN_EVENT_TYPE: " + type);
        };
    }

    /** A bare record is what its topic carries. */
    private String typeOf(InRecord record) {
        return record.topic().equals(topics.portfolios()) ? Envelope.PORTFOLIO : Envelope.TRANSACTION;
    }

    private static Optional<Command> refuse(BatchPlan plan, InRecord record, String reason) {
        plan.refuse(record, reason);
        return Optional.empty();
    }

    private static Optional<Command> tell(
            InRecord record, UUID owner, Parsed<ReceivedTransaction> parsed, BatchPlan plan) {
        return switch (parsed) {
            case Parsed.Refused<ReceivedTransaction> refused -> refuse(plan, record, refused.reason());
            case Parsed.Ok<ReceivedTransaction>(ReceivedTransaction t) ->
                Optional.of(new Command.Tell(
                        record,
                        new PortfolioRef(owner, t.portfolioId()),
                        factOf(t),
                        Optional.ofNullable(t.supersedes())));
        };
    }

    /** Lots from another portfolio of the same owner. */
    private static Optional<Command> arrived(InRecord record, UUID owner, JsonNode data, BatchPlan plan) {
        try {
            return Optional.of(
                    new Command.Tell(record, portfolio(owner, data), ArrivedLots.fact(data), Optional.empty()));
        } catch (IllegalArgumentException | DateTimeException e) {
            return refuse(plan, record, "INVALID_LOTS: " + e.getMessage());
        }
    }

    /** @param isOurs whether the service wrote it, which alone is believed about who said so */
    private static Optional<Command> describe(
            InRecord record, UUID owner, Parsed<ReceivedPortfolio> parsed, boolean isOurs, BatchPlan plan) {
        return switch (parsed) {
            case Parsed.Refused<ReceivedPortfolio> refused -> refuse(plan, record, refused.reason());
            case Parsed.Ok<ReceivedPortfolio>(ReceivedPortfolio p) ->
                Optional.of(new Command.Describe(
                        record, new PortfolioRef(owner, p.portfolioId()), profileOf(p), policyOf(p, isOurs)));
        };
    }

    private static Command.Profile profileOf(ReceivedPortfolio p) {
        return new Command.Profile(
                p.name(),
                p.description(),
                p.baseCurrency(),
                p.timeZone(),
                p.openDate(),
                p.closeDate(),
                p.riskHorizon(),
                p.benchmarkId());
    }

    private static Command.PolicyChange policyOf(ReceivedPortfolio p, boolean isOurs) {
        return new Command.PolicyChange(
                Optional.ofNullable(p.costMethod()),
                Optional.ofNullable(p.oversell()),
                Optional.ofNullable(p.dividendTreatment()),
                Optional.ofNullable(p.cashTracking()),
                Optional.ofNullable(p.feesInCost()),
                Optional.ofNullable(p.policies()),
                Optional.ofNullable(p.supersedes()),
                Optional.ofNullable(p.toldBy()).filter(name -> isOurs));
    }

    private static PortfolioRef portfolio(UUID owner, JsonNode data) {
        return new PortfolioRef(owner, data.path("portfolio_id").asText());
    }

    private static List<TransactionKey> transactions(JsonNode data) {
        List<TransactionKey> keys = new ArrayList<>();
        for (JsonNode each : data.path("transactions")) {
            keys.add(new TransactionKey(
                    each.path("source").asText(), each.path("transaction_id").asText()));
        }
        return keys;
    }

    static Fact factOf(ReceivedTransaction t) {
        return new Fact(
                t.key(),
                t.revision(),
                t.reversed(),
                t.contentHash(),
                t.type(),
                t.securityId(),
                t.symbol(),
                t.tradeDate(),
                t.tradeTime(),
                t.settlementDate(),
                t.quantity(),
                t.price(),
                t.gross(),
                t.fees(),
                t.taxes(),
                t.withholdingTax(),
                t.accruedInterest(),
                t.currency(),
                t.fxRate(),
                t.ratio(),
                t.notes(),
                t.details());
    }
}
