package dev.truemark.ledger;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.platform.messaging.InRecord;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.persistence.KnowledgeClock;
import io.vertx.mutiny.sqlclient.Pool;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Books what a test tells, batch by batch, as the stage does, without Kafka in between. */
final class BookedFacts {
    private static final InRecord RECORD = new InRecord("raw_transactions", 0, 0, Instant.EPOCH, "", "", Map.of());

    private final Pool pool;
    private final Topics topics;
    private final OutsideFacts outside;

    BookedFacts(Pool pool, Topics topics, OutsideFacts outside) {
        this.pool = pool;
        this.topics = topics;
        this.outside = outside;
    }

    /** Books a batch and returns the instant from which on it is known. */
    Instant book(List<Command> commands) {
        return pool.withTransaction(tx -> KnowledgeClock.open(tx, "ledger").chain(id -> {
                    BatchPlan plan = new BatchPlan(topics);
                    LedgerEvents events = new LedgerEvents(topics, Instant.EPOCH, id);
                    return new LedgerBatch(tx, id, new InputResolution(outside), events, plan)
                            .run(commands)
                            .chain(() -> KnowledgeClock.stamp(tx, id));
                }))
                .await()
                .indefinitely();
    }

    static Command tell(UUID owner, String portfolio, Fact fact) {
        return new Command.Tell(RECORD, new PortfolioRef(owner, portfolio), fact, Optional.empty());
    }

    static Command policy(UUID owner, String portfolio, Command.PolicyChange change) {
        Command.Profile nothing = new Command.Profile(null, null, null, null, null, null, null, null);
        return new Command.Describe(RECORD, new PortfolioRef(owner, portfolio), nothing, change);
    }

    /** A date-only transaction; the gross amount is {@code quantity · price}, or the price where there is no quantity. */
    static Fact fact(String id, TransactionType type, String security, String date, String quantity, String price) {
        BigDecimal units = new BigDecimal(quantity);
        BigDecimal each = new BigDecimal(price);
        BigDecimal gross = units.signum() == 0 ? each : units.multiply(each);
        return new Fact(
                new TransactionKey("api", id),
                1,
                false,
                id + type + security + date + quantity + price,
                type,
                security,
                null,
                LocalDate.parse(date),
                null,
                null,
                units,
                each,
                gross,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                "USD",
                null,
                null,
                null,
                null);
    }

    static Fact in(Fact f, String currency, String fxRate) {
        return copy(f, f.revision(), false, currency, fxRate == null ? null : new BigDecimal(fxRate), f.tradeTime());
    }

    static Fact revised(Fact f, int revision) {
        return copy(f, revision, false, f.currency(), f.fxRate(), f.tradeTime());
    }

    static Fact reversed(Fact f, int revision) {
        return copy(f, revision, true, f.currency(), f.fxRate(), f.tradeTime());
    }

    static Fact timed(Fact f, Instant time) {
        return copy(f, f.revision(), f.reversed(), f.currency(), f.fxRate(), time);
    }

    private static Fact copy(Fact f, int revision, boolean reversed, String currency, BigDecimal rate, Instant time) {
        return new Fact(
                f.key(),
                revision,
                reversed,
                f.contentHash() + "/" + revision + reversed,
                f.type(),
                f.securityId(),
                f.symbol(),
                f.tradeDate(),
                time,
                f.settlementDate(),
                f.quantity(),
                f.price(),
                f.gross(),
                f.fees(),
                f.taxes(),
                f.withholdingTax(),
                f.accruedInterest(),
                currency,
                rate,
                f.ratio(),
                f.notes(),
                f.details());
    }
}
