package dev.truemark.performance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.conformance.Investor;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.ReturnMethod;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.platform.reading.Engine;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of closed days is what would be computed, whatever becomes known in whatever order. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class KeptDaysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LocalDate AS_OF = LocalDate.of(2025, 8, 31);
    private static final int STEPS = 16;

    @Inject
    Histories histories;

    @Inject
    Performances performances;

    @Inject
    ObjectMapper mapper;

    @Inject
    Engine engine;

    @Inject
    Pool pool;

    private final String own = UUID.randomUUID().toString().substring(0, 8);
    private final String base = "MNT";
    private final String foreign = "LAK";
    private Investor investor;
    private UUID owner;
    private Random random;
    private final Map<String, Integer> revisions = new TreeMap<>();

    @BeforeEach
    void register() {
        investor = Investor.registered();
        owner = UUID.fromString(investor.get("/auth/me").getString("id"));
        investor.open("P", Map.of("base_currency", base));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theAnswerIsThatWithoutTheTable(long seed) throws JsonProcessingException {
        random = new Random(seed);
        Map<Instant, String> given = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            learn();
            PerformanceView kept =
                    performances.of(asked(Optional.empty())).await().atMost(PATIENCE);
            String answer = mapper.writeValueAsString(kept);
            assertThat(answer)
                    .as("step " + step)
                    .isEqualTo(withoutTable(kept.books().knownAt()));
            given.put(kept.books().knownAt(), answer);
        }
        for (Map.Entry<Instant, String> each : given.entrySet()) {
            PerformanceView again =
                    performances.of(asked(Optional.of(each.getKey()))).await().atMost(PATIENCE);
            assertThat(mapper.writeValueAsString(again)).isEqualTo(each.getValue());
        }
    }

    @Test
    void whatChangesALaterDayLeavesTheEarlierOnesAlone() {
        random = new Random(7);
        trade("D", "DEPOSIT", 1, base);
        trade("B", "BUY", 2, base);
        awaitTold();
        for (int day = 1; day <= 30; day++) price("A", day, base, false);
        performances.of(asked(Optional.empty())).await().atMost(PATIENCE);
        Map<LocalDate, String> before = rows();
        price("A", 20, base, false);
        performances.of(asked(Optional.empty())).await().atMost(PATIENCE);
        Map<LocalDate, String> priced = rows();
        trade("W", "WITHDRAWAL", 25, base);
        awaitTold();
        performances.of(asked(Optional.empty())).await().atMost(PATIENCE);
        Map<LocalDate, String> withdrawn = rows();

        assertThat(before).hasSize(32);
        before.forEach((day, row) -> {
            boolean early = day.isBefore(LocalDate.of(2025, 8, 20));
            assertThat(row.equals(priced.get(day))).as(day.toString()).isEqualTo(early);
        });
        priced.forEach((day, row) -> {
            boolean early = day.isBefore(LocalDate.of(2025, 8, 25));
            assertThat(row.equals(withdrawn.get(day))).as(day.toString()).isEqualTo(early);
        });
    }

    /** Until the analytics stage, which keeps days of this portfolio too, has nothing left to do. */
    private void awaitTold() {
        String sql =
                "SELECT p.version = t.version AS told FROM portfolio p JOIN told_figures t ON t.portfolio_key = p.key "
                        + "WHERE p.owner_id = $1";
        Awaitility.await().atMost(PATIENCE).until(() -> {
            for (Row row :
                    pool.preparedQuery(sql).execute(Tuple.of(owner)).await().atMost(PATIENCE)) {
                return row.getBoolean("told");
            }
            return false;
        });
    }

    private BooksQuery asked(Optional<Instant> knownAt) {
        return new BooksQuery(owner, "P", Optional.of(AS_OF), knownAt);
    }

    private String withoutTable(Instant knownAt) throws JsonProcessingException {
        PortfolioHistory history = histories
                .of(asked(Optional.of(knownAt)), Optional.empty(), FlowTiming.IN_START_OUT_END)
                .await()
                .atMost(PATIENCE);
        PerformanceView.Question question = new PerformanceView.Question(
                ReturnMethod.TWR, FlowTiming.IN_START_OUT_END, true, LocalDate.MIN, Optional.empty());
        return mapper.writeValueAsString(PerformanceView.of(history, question, engine.version()));
    }

    /** Which version of its row each kept day has. */
    private Map<LocalDate, String> rows() {
        Map<LocalDate, String> rows = new TreeMap<>();
        String sql =
                "SELECT d.day, d.xmin::text AS written FROM portfolio_day d JOIN portfolio p ON p.key = d.portfolio_key "
                        + "WHERE p.owner_id = $1 AND d.day <= $2";
        for (Row row :
                pool.preparedQuery(sql).execute(Tuple.of(owner, AS_OF)).await().atMost(PATIENCE)) {
            rows.put(row.getLocalDate("day"), row.getString("written"));
        }
        return rows;
    }

    private void learn() {
        int day = 1 + random.nextInt(30);
        switch (random.nextInt(12)) {
            case 0, 1 -> trade("D" + random.nextInt(4), "DEPOSIT", day, random.nextBoolean() ? base : foreign);
            case 2, 3 -> trade("A" + random.nextInt(4), "BUY", day, base);
            case 4 -> trade("L" + random.nextInt(4), "BUY", day, foreign);
            case 5 -> trade("S" + random.nextInt(4), "SELL", day, base);
            case 6 -> trade("T" + random.nextInt(3), "TRANSFER_IN", day, base);
            case 7 -> trade("W" + random.nextInt(3), "WITHDRAWAL", day, base);
            case 8 -> price("A", day, base, random.nextInt(4) == 0);
            case 9 -> price("L", day, foreign, false);
            case 10 ->
                investor.ingest(
                        "fx-rates",
                        List.of(Map.of(
                                "from_currency",
                                foreign,
                                "to_currency",
                                base,
                                "rate_date",
                                date(day),
                                "rate",
                                amount(1, 3))));
            default ->
                investor.ingest(
                        "instruments",
                        List.of(Map.of(
                                "security_id",
                                "A-" + own,
                                "name",
                                "A " + day,
                                "symbol",
                                "SYM" + own,
                                "instrument_currency",
                                base,
                                "asset_class",
                                "EQUITY")));
        }
    }

    private void price(String security, int day, String currency, boolean bySymbol) {
        Map<String, Object> price =
                new HashMap<>(Map.of("price_date", date(day), "price", amount(10, 30), "currency", currency));
        if (bySymbol) price.put("symbol", "SYM" + own);
        else price.put("security_id", security + "-" + own);
        investor.ingest("market-prices", List.of(price));
    }

    /** A transaction of an id that may be known already: then it is its next revision, of any day. */
    private void trade(String id, String type, int day, String currency) {
        Map<String, Object> one = new HashMap<>(Map.of(
                "transaction_id",
                id,
                "portfolio_id",
                "P",
                "revision",
                revisions.merge(id, 1, Integer::sum),
                "transaction_type",
                type,
                "transaction_date",
                random.nextInt(3) == 0 ? date(day) + "T10:00:00Z" : date(day),
                "currency",
                currency));
        switch (type) {
            case "BUY", "SELL" -> {
                one.put("security_id", (currency.equals(base) ? "A-" : "L-") + own);
                one.put("quantity", amount(1, 20));
                one.put("price", amount(10, 30));
                one.put("fees", "1.5");
            }
            case "TRANSFER_IN" -> {
                one.put("security_id", "A-" + own);
                one.put("quantity", amount(1, 20));
                if (random.nextBoolean()) one.put("gross_transaction_amount", amount(50, 200));
            }
            default -> one.put("gross_transaction_amount", amount(100, 5000));
        }
        investor.ingest("transactions", new ArrayList<>(List.of(one)));
    }

    private static String date(int day) {
        return LocalDate.of(2025, 8, day).toString();
    }

    private String amount(int least, int most) {
        return least + random.nextInt(most - least) + "." + random.nextInt(100);
    }
}
