package dev.truemark.ledger;

import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import dev.truemark.platform.messaging.InRecord;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.persistence.KnowledgeClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Books commands through {@link LedgerBatch} on a real database, without Kafka, and reads back what stands there. */
final class TestBooks {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;
    private final Topics topics;
    private final OutsideFacts outside;

    TestBooks(Pool pool, Topics topics, OutsideFacts outside) {
        this.pool = pool;
        this.topics = topics;
        this.outside = outside;
    }

    /** A market that knows the given rates to any base and no symbols. */
    static OutsideFacts market(Map<String, Rate> rateOf) {
        return new OutsideFacts() {
            @Override
            public Uni<Map<String, String>> securitiesOf(SqlClient client, Collection<String> symbols) {
                return Uni.createFrom().item(Map.of());
            }

            @Override
            public Uni<List<Rate>> tradeRates(SqlClient client, List<RateNeed> needs) {
                return Uni.createFrom()
                        .item(needs.stream()
                                .map(n -> rateOf.getOrDefault(n.from(), Rate.MISSING))
                                .toList());
            }

            @Override
            public Uni<List<Optional<Price>>> tradePrices(SqlClient client, List<PriceNeed> needs) {
                return Uni.createFrom()
                        .item(needs.stream().map(n -> Optional.<Price>empty()).toList());
            }
        };
    }

    static PortfolioRef newPortfolio() {
        return new PortfolioRef(UUID.randomUUID(), "P");
    }

    BatchPlan book(List<Command> commands) {
        BatchPlan plan = new BatchPlan(topics);
        pool.withTransaction(tx -> KnowledgeClock.open(tx, "test").chain(batch -> {
                    LedgerEvents events = new LedgerEvents(topics, Instant.EPOCH, batch);
                    return new LedgerBatch(tx, batch, new InputResolution(outside), events, plan)
                            .run(commands)
                            .chain(() -> KnowledgeClock.stamp(tx, batch));
                }))
                .await()
                .atMost(PATIENCE);
        return plan;
    }

    static Command tell(PortfolioRef portfolio, Fact fact) {
        return new Command.Tell(record(), portfolio, fact, Optional.empty());
    }

    static Command policy(PortfolioRef portfolio, Policy policy) {
        return new Command.Describe(
                record(),
                portfolio,
                new Command.Profile(null, null, "USD", null, null, null, null, null),
                new Command.PolicyChange(
                        Optional.of(policy.costMethod()),
                        Optional.of(policy.oversell()),
                        Optional.of(policy.dividendTreatment()),
                        Optional.of(policy.cashTracking()),
                        Optional.of(policy.feesInCost()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    static InRecord record() {
        return new InRecord("raw_transactions", 0, 0, Instant.EPOCH, "", "", Map.of());
    }

    /** A date-only transaction in USD; the content hash follows from all that is given. */
    static Fact fact(
            String id,
            int revision,
            TransactionType type,
            String date,
            String security,
            String quantity,
            String gross,
            String fees) {
        return fact(id, revision, type, date, security, quantity, gross, fees, "USD", false);
    }

    static Fact fact(
            String id,
            int revision,
            TransactionType type,
            String date,
            String security,
            String quantity,
            String gross,
            String fees,
            String currency,
            boolean reversed) {
        String content = String.join(
                "|", type.name(), date, String.valueOf(security), quantity, gross, fees, currency, "" + reversed);
        return new Fact(
                new TransactionKey("test", id),
                revision,
                reversed,
                content,
                type,
                security,
                null,
                LocalDate.parse(date),
                null,
                null,
                new BigDecimal(quantity),
                null,
                new BigDecimal(gross),
                new BigDecimal(fees),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                currency,
                null,
                null,
                null,
                null);
    }

    /** Every derived row of a portfolio, as text that is equal only where every figure is. */
    List<String> derivedRows(PortfolioRef portfolio) {
        List<String> all = new ArrayList<>();
        for (String table :
                List.of("position", "position_history", "lot", "lot_event", "booking", "cash_balance", "waiter")) {
            String sql = """
                    SELECT '%1$s ' || (to_jsonb(t) - 'portfolio_key')::text AS line FROM %1$s t
                    JOIN portfolio p ON p.key = t.portfolio_key WHERE p.owner_id = $1 AND p.portfolio_id = $2 ORDER BY 1""".formatted(table);
            for (Row row : pool.preparedQuery(sql)
                    .execute(Tuple.of(portfolio.owner(), portfolio.portfolioId()))
                    .await()
                    .atMost(PATIENCE)) {
                all.add(normal(row.getString(0)));
            }
        }
        return all;
    }

    /** Numbers in canonical form: 1.0 and 1.00 are the same figure. */
    private static String normal(String line) {
        return java.util.regex.Pattern.compile("(?<=: )-?\\d+\\.\\d+(?=[,}])")
                .matcher(line)
                .replaceAll(m -> {
                    BigDecimal n = new BigDecimal(m.group());
                    return n.signum() == 0 ? "0" : n.stripTrailingZeros().toPlainString();
                });
    }

    Row one(String sql, Object... args) {
        Tuple tuple = Tuple.tuple();
        for (Object arg : args) tuple.addValue(arg);
        return pool.preparedQuery(sql)
                .execute(tuple)
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next();
    }
}
