package dev.truemark.ledger;

import static dev.truemark.ledger.BookedFacts.fact;
import static dev.truemark.ledger.BookedFacts.in;
import static dev.truemark.ledger.BookedFacts.policy;
import static dev.truemark.ledger.BookedFacts.reversed;
import static dev.truemark.ledger.BookedFacts.revised;
import static dev.truemark.ledger.BookedFacts.tell;
import static dev.truemark.ledger.BookedFacts.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.PolicyEntry;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.platform.json.JsonRules;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class LedgerReadsTest {
    private static final ObjectMapper JSON = JsonRules.mapper();
    private static final String PORTFOLIO = "P";
    private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

    @Inject
    LedgerReads reads;

    @Inject
    Pool pool;

    @Inject
    Topics topics;

    @Inject
    OutsideFacts outside;

    private final UUID owner = UUID.randomUUID();

    private Instant book(Fact... facts) {
        return new BookedFacts(pool, topics, outside)
                .book(List.of(facts).stream()
                        .map(f -> tell(owner, PORTFOLIO, f))
                        .toList());
    }

    private Instant change(Command.PolicyChange change) {
        return new BookedFacts(pool, topics, outside).book(List.of(policy(owner, PORTFOLIO, change)));
    }

    private BooksQuery query(String asOf, Instant knownAt) {
        return new BooksQuery(
                owner, PORTFOLIO, Optional.ofNullable(asOf).map(LocalDate::parse), Optional.ofNullable(knownAt));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }

    private static BigDecimal n(String decimal) {
        return new BigDecimal(decimal);
    }

    /** The example of the README: 60 of 100 units at 150 are left. */
    @Test
    void sixtySharesAtNineThousandAreLeft() {
        book(fact("B", TransactionType.BUY, "SEC_AAPL", "2025-07-20", "100", "150"));
        book(fact("S", TransactionType.SELL, "SEC_AAPL", "2025-07-21", "40", "170"));

        Books books = await(reads.books(query(null, null)));

        HeldPosition held = books.positions().getFirst();
        assertThat(held.holding().quantity()).isEqualByComparingTo("60");
        assertThat(held.holding().cost()).isEqualByComparingTo("9000");
        assertThat(held.realized()).isEqualByComparingTo("800");
        assertThat(held.positionDate()).isEqualTo("2025-07-21");
        assertThat(books.cashTracked()).isFalse();
        assertThat(books.head().version()).isEqualTo(2);
    }

    /** Ten delivered at a market value, all sold on the 20th: the cost of the 15th is an estimate, and the books say so. */
    @Test
    void aPositionSaysThatItsCostIsAnEstimateWhileItIsHeld() {
        book(fact("T", TransactionType.TRANSFER_IN, "S", "2025-01-10", "10", "50"));
        Instant before = await(reads.books(query(null, null))).head().knownAt();
        book(
                fact("S", TransactionType.SELL, "S", "2025-01-20", "10", "60"),
                fact("B", TransactionType.BUY, "S", "2025-01-21", "1", "60"));

        assertThat(estimated("2025-01-15", null)).isTrue();
        assertThat(estimated("2025-01-15", before)).isTrue();
        assertThat(estimated(null, before)).isTrue();
        assertThat(estimated(null, null)).isFalse();
        assertThat(await(reads.daily(query(null, null))).value().positions())
                .extracting(day -> day.day().basisEstimated())
                .containsExactly(true, false, false);
    }

    private boolean estimated(String asOf, Instant knownAt) {
        return await(reads.books(query(asOf, knownAt)))
                .positions()
                .getFirst()
                .holding()
                .basisEstimated();
    }

    /** POS-001 of the shared examples: the sell of the 2nd arrives after the buy of the 3rd. */
    @Test
    void aDateInThePastShowsTheBooksOfThatDay() {
        book(
                fact("B1", TransactionType.BUY, "S", "2025-09-01", "100", "200"),
                fact("B2", TransactionType.BUY, "S", "2025-09-03", "50", "220"));
        Instant before = await(reads.books(query(null, null))).head().knownAt();
        book(fact("S1", TransactionType.SELL, "S", "2025-09-02", "40", "215"));

        assertHeld("2025-09-01", null, "100", "20000", "0");
        assertHeld("2025-09-02", null, "60", "12000", "600");
        assertHeld("2025-09-03", null, "110", "23000", "600");
        assertHeld("2025-09-02", before, "100", "20000", "0");
        assertHeld("2025-09-03", before, "150", "31000", "0");
        assertThat(await(reads.books(query("2025-08-31", null))).positions()).isEmpty();
    }

    private void assertHeld(String asOf, Instant knownAt, String quantity, String cost, String realized) {
        HeldPosition held = await(reads.books(query(asOf, knownAt))).positions().getFirst();
        assertThat(held.holding().quantity()).isEqualByComparingTo(quantity);
        assertThat(held.holding().cost()).isEqualByComparingTo(cost);
        assertThat(held.realized()).isEqualByComparingTo(realized);
    }

    @Test
    void cashIsTrackedAsSoonAsADepositIsKnown() {
        Instant implied = book(fact("B", TransactionType.BUY, "S", "2025-09-02", "10", "20"));
        book(fact("D", TransactionType.DEPOSIT, null, "2025-09-01", "0", "1000"));

        assertThat(await(reads.books(query(null, null))).cash()).containsExactly(new CashHolding("USD", n("800")));
        assertThat(await(reads.books(query("2025-09-01", null))).cash())
                .containsExactly(new CashHolding("USD", n("1000")));
        assertThat(await(reads.books(query(null, implied))).cash()).isEmpty();
        assertThat(await(reads.books(query(null, implied))).cashTracked()).isFalse();
    }

    @Test
    void whatWaitsForItsRateIsUnknownInBase() {
        book(fact("D", TransactionType.DEPOSIT, null, "2025-09-01", "0", "1000"));
        book(in(fact("B", TransactionType.BUY, "S", "2025-09-02", "10", "20"), "SEK", null));

        Books books = await(reads.books(query(null, null)));

        assertThat(books.positions().getFirst().holding().costBase()).isEqualTo(BaseAmount.UNKNOWN);
        BookedTransaction waiting = await(reads.transactions(
                        query(null, null), BooksFilter.ALL, BooksOrder.TRANSACTIONS.order("-transaction_date"), ALL))
                .value()
                .items()
                .getFirst();
        assertThat(waiting.status()).isEqualTo("WAITING");
        assertThat(waiting.waitingFor()).isEqualTo("RATE SEK/USD");
    }

    @Test
    void theFutureIsNotKnownAndNothingIsKnownBeforeThePortfolio() {
        Instant known = book(fact("B", TransactionType.BUY, "S", "2025-09-02", "10", "20"));

        assertThatThrownBy(() -> await(reads.books(query(null, Instant.now().plusSeconds(3600)))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        p -> assertThat(p.type().status()).isEqualTo(422));
        assertThatThrownBy(() -> await(reads.books(query(null, known.minusNanos(1000)))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        p -> assertThat(p.type().status()).isEqualTo(404));
        assertThatThrownBy(() -> await(reads.books(BooksQuery.now(UUID.randomUUID(), PORTFOLIO))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        p -> assertThat(p.type().status()).isEqualTo(404));
    }

    /** Sold out in dollars, bought again in euros: what was gained and held in dollars stays in dollars. */
    @Test
    void whatAPositionWasInAnotherCurrencyStaysInIt() {
        Instant dollars = book(
                fact("B1", TransactionType.BUY, "S", "2025-09-01", "10", "20"),
                fact("S1", TransactionType.SELL, "S", "2025-09-02", "10", "25"));
        Instant euros = book(in(fact("B2", TransactionType.BUY, "S", "2025-09-03", "5", "30"), "EUR", "1.1"));

        for (Instant known : new Instant[] {null, euros, dollars}) {
            RealizedGain gain = await(
                            reads.gains(query(null, known), BooksFilter.ALL, BooksOrder.GAINS.order(null), ALL))
                    .value()
                    .items()
                    .getFirst();
            assertThat(gain.currency()).isEqualTo("USD");
            assertThat(gain.event().realized()).isEqualByComparingTo("50");
            HeldLot lot = await(reads.lots(query("2025-09-01", known), BooksFilter.ALL))
                    .value()
                    .getFirst();
            assertThat(lot.currency()).isEqualTo("USD");
        }
        HeldPosition now = await(reads.books(query(null, null))).positions().getFirst();
        assertThat(now.holding().currency()).isEqualTo("EUR");
        assertThat(now.realized()).isEqualByComparingTo("0");
        assertThat(now.realizedBase().orNull()).isEqualByComparingTo("50");
        assertThat(await(reads.lots(query(null, null), BooksFilter.ALL)).value())
                .singleElement()
                .satisfies(lot -> assertThat(lot.currency()).isEqualTo("EUR"));
    }

    /**
     * Random ledgers, in batches, out of order, corrected, deleted, under changing policies: what was answered after each
     * batch is answered again for that instant, and the derived rows say what a cold fold says.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void anAnswerGivenForAnInstantNeverChanges(long seed) {
        Random random = new Random(seed);
        Map<Instant, Map<String, String>> given = new LinkedHashMap<>();
        List<Fact> told = new ArrayList<>();
        for (int batch = 0; batch < 12; batch++) {
            Instant known = random.nextInt(6) == 0 && batch > 0 ? change(anyPolicy(random)) : book(some(random, told));
            assertThat(hash(reads.coldBooks(query(null, known)))).isEqualTo(hash(reads.books(query(null, known))));
            given.put(known, answers(known));
        }
        given.forEach((known, answers) -> assertThat(answers(known)).isEqualTo(answers));
    }

    private String hash(Uni<Books> books) {
        return await(books).booksHash();
    }

    /** Sometimes others than before: from a day on, and for a security. */
    private static Optional<List<PolicyEntry>> entries(Random random) {
        if (random.nextBoolean()) return Optional.empty();
        List<PolicyEntry> entries = new ArrayList<>();
        Policy.CostMethod[] methods = Policy.CostMethod.values();
        int dates = random.nextInt(4);
        for (int day = 0; day < dates; day++) {
            PolicyEntry entry = PolicyEntry.of(
                    LocalDate.of(2025, 1, 8).plusDays(6L * day), methods[random.nextInt(methods.length)]);
            entries.add(random.nextInt(3) == 0 ? entry.on("S0") : entry);
        }
        return Optional.of(entries);
    }

    private static Command.PolicyChange anyPolicy(Random random) {
        return new Command.PolicyChange(
                Optional.of(random.nextBoolean() ? Policy.CostMethod.AVERAGE : Policy.CostMethod.FIFO),
                Optional.of(random.nextBoolean() ? Policy.Oversell.ALLOW_SHORT : Policy.Oversell.REJECT),
                Optional.of(
                        random.nextBoolean() ? Policy.DividendTreatment.INCOME : Policy.DividendTreatment.REDUCE_COST),
                Optional.of(Policy.CashTracking.values()[random.nextInt(3)]),
                Optional.empty(),
                entries(random),
                Optional.empty(),
                Optional.empty());
    }

    private static Fact[] some(Random random, List<Fact> told) {
        Fact[] facts = new Fact[1 + random.nextInt(5)];
        for (int i = 0; i < facts.length; i++) {
            boolean correct = !told.isEmpty() && random.nextInt(4) == 0;
            Fact fact = any(random, correct ? told.get(random.nextInt(told.size())) : null, "T" + told.size());
            told.add(fact);
            facts[i] = fact;
        }
        return facts;
    }

    private static Fact any(Random random, Fact corrects, String newId) {
        String id = corrects == null ? newId : corrects.key().transactionId();
        TransactionType type = List.of(
                        TransactionType.BUY,
                        TransactionType.BUY,
                        TransactionType.SELL,
                        TransactionType.DIVIDEND,
                        TransactionType.RETURN_OF_CAPITAL,
                        TransactionType.DEPOSIT,
                        TransactionType.FEE,
                        TransactionType.TRANSFER_IN)
                .get(random.nextInt(8));
        boolean cashOnly = type == TransactionType.DEPOSIT || type == TransactionType.FEE;
        boolean units =
                type == TransactionType.BUY || type == TransactionType.SELL || type == TransactionType.TRANSFER_IN;
        String security = cashOnly ? null : "S" + random.nextInt(3);
        String date = "2025-01-" + (10 + random.nextInt(20));
        Fact fact = fact(
                id, type, security, date, units ? "" + (1 + random.nextInt(30)) : "0", "" + (1 + random.nextInt(999)));
        if ("S1".equals(security))
            fact = in(
                    fact,
                    random.nextInt(4) == 0 ? "CHF" : "EUR",
                    random.nextInt(3) == 0 ? null : "1.0" + random.nextInt(9));
        if (random.nextInt(3) == 0) {
            fact = timed(fact, fact.tradeDate().atTime(random.nextInt(24), 30).toInstant(ZoneOffset.UTC));
        }
        if (corrects == null) return fact;
        int revision = corrects.revision() + 1;
        return random.nextInt(3) == 0 ? reversed(fact, revision) : revised(fact, revision);
    }

    private Map<String, String> answers(Instant known) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String asOf : new String[] {null, "2025-01-14", "2025-01-22"}) {
            BooksQuery query = query(asOf, known);
            Books books = await(reads.books(query));
            all.put(asOf + " positions", json(books.positions()));
            all.put(asOf + " cash", json(books.cash()) + books.cashTracked());
            all.put(asOf + " hash", books.booksHash());
            all.put(
                    asOf + " lots",
                    json(await(reads.lots(query, BooksFilter.ALL)).value()));
            all.put(asOf + " days", json(await(reads.daily(query)).value().positions()));
            all.put(
                    asOf + " gains",
                    json(await(reads.gains(query, BooksFilter.ALL, BooksOrder.GAINS.order("-realized_pnl"), ALL))
                            .value()));
            all.put(
                    asOf + " transactions",
                    json(await(reads.transactions(
                                    query, BooksFilter.ALL, BooksOrder.TRANSACTIONS.order("security_id"), ALL))
                            .value()));
        }
        return all;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
