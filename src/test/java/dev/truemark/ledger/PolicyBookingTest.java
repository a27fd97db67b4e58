package dev.truemark.ledger;

import static dev.truemark.core.ledger.TransactionType.BUY;
import static dev.truemark.core.ledger.TransactionType.DIVIDEND;
import static dev.truemark.core.ledger.TransactionType.INTEREST;
import static dev.truemark.core.ledger.TransactionType.SELL;
import static dev.truemark.ledger.TestBooks.fact;
import static dev.truemark.ledger.TestBooks.newPortfolio;
import static dev.truemark.ledger.TestBooks.tell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.PolicyEntry;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies that begin on a date or are those of one security, from the record to the rows. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class PolicyBookingTest {
    private static final LocalDate FEBRUARY = LocalDate.parse("2025-02-01");

    @Inject
    Pool pool;

    @Inject
    Topics topics;

    @Inject
    LedgerReads reads;

    private TestBooks books;

    @BeforeEach
    void books() {
        books = new TestBooks(pool, topics, TestBooks.market(Map.of()));
    }

    private static Command entries(PortfolioRef p, Optional<Integer> supersedes, PolicyEntry... entries) {
        return new Command.Describe(
                TestBooks.record(),
                p,
                new Command.Profile(null, null, "USD", null, null, null, null, null),
                new Command.PolicyChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(List.of(entries)),
                        supersedes,
                        Optional.of("alice")));
    }

    private static Command entries(PortfolioRef p, PolicyEntry... entries) {
        return entries(p, Optional.empty(), entries);
    }

    /** Two buys of 10 for 100 and 200 in each of two securities, and sales of 5 in January and in March. */
    private static List<Command> trades(PortfolioRef p) {
        List<Command> told = new ArrayList<>();
        for (String security : List.of("S", "T")) {
            told.add(tell(p, fact(security + 1, 1, BUY, "2025-01-01", security, "10", "100", "0")));
            told.add(tell(p, fact(security + 2, 1, BUY, "2025-01-02", security, "10", "200", "0")));
            told.add(tell(p, fact(security + 3, 1, SELL, "2025-01-10", security, "5", "100", "0")));
            told.add(tell(p, fact(security + 4, 1, SELL, "2025-03-10", security, "5", "100", "0")));
        }
        told.add(tell(p, fact("i", 1, INTEREST, "2025-02-10", null, "0", "40", "3")));
        told.add(tell(p, fact("d", 1, DIVIDEND, "2025-02-11", null, "0", "7", "0")));
        return told;
    }

    private String realized(PortfolioRef p, String security) {
        return books.one(
                        "SELECT trim_scale(t.realized)::text AS x FROM position t JOIN portfolio p ON p.key = t.portfolio_key "
                                + "WHERE p.owner_id = $1 AND t.security_id = $2",
                        p.owner(),
                        security)
                .getString("x");
    }

    private String rowVersion(PortfolioRef p, String security, String date) {
        return books.one(
                        "SELECT h.xmin::text AS x FROM position_history h JOIN portfolio p ON p.key = h.portfolio_key "
                                + "WHERE p.owner_id = $1 AND h.security_id = $2 AND h.position_date = $3",
                        p.owner(),
                        security,
                        LocalDate.parse(date))
                .getString("x");
    }

    private Books read(PortfolioRef p, Instant knownAt) {
        return reads.books(new BooksQuery(p.owner(), "P", Optional.empty(), Optional.ofNullable(knownAt)))
                .await()
                .indefinitely();
    }

    /** FIFO: 50 and 50 cost 100, gain 100. LIFO from February: 50 and 100 cost 150, gain 50. */
    @Test
    void aMethodFromADateOnBooksAgainWhatFollowsItAndNothingBefore() {
        PortfolioRef p = newPortfolio();
        books.book(trades(p));
        Books before = read(p, null);
        String january = rowVersion(p, "S", "2025-01-10");
        String other = rowVersion(p, "T", "2025-03-10");

        books.book(List.of(entries(p, PolicyEntry.of(FEBRUARY, CostMethod.LIFO).on("S"))));

        assertThat(realized(p, "S")).isEqualTo("50");
        assertThat(realized(p, "T")).isEqualTo("100");
        assertThat(rowVersion(p, "S", "2025-01-10")).isEqualTo(january);
        assertThat(rowVersion(p, "T", "2025-03-10")).isEqualTo(other);
        assertThat(read(p, before.head().knownAt()).booksHash()).isEqualTo(before.booksHash());
        assertThat(read(p, null).head().version()).isEqualTo(before.head().version() + 1);
        assertThat(reads.coldBooks(BooksQuery.now(p.owner(), "P"))
                        .await()
                        .indefinitely()
                        .booksHash())
                .isEqualTo(read(p, null).booksHash())
                .isNotEqualTo(before.booksHash());
    }

    @Test
    void everyWordIsKeptAndOneThatChangesNothingIsNone() {
        PortfolioRef p = newPortfolio();
        books.book(trades(p));
        Command lifo = entries(p, PolicyEntry.of(FEBRUARY, CostMethod.LIFO));
        books.book(List.of(lifo));
        long version = read(p, null).head().version();
        books.book(List.of(lifo));

        assertThat(read(p, null).head().version()).isEqualTo(version);
        assertThat(read(p, null).head().policyRevision()).isEqualTo(1);
        assertThat(books.one(
                                "SELECT y.told_by FROM portfolio_policy y JOIN portfolio p ON p.key = y.portfolio_key "
                                        + "WHERE p.owner_id = $1",
                                p.owner())
                        .getString("told_by"))
                .isEqualTo("alice");
    }

    @Test
    void aWordThatReplacesOthersThanTheNewestIsRefused() {
        PortfolioRef p = newPortfolio();
        books.book(trades(p));
        books.book(List.of(entries(p, Optional.empty(), PolicyEntry.of(FEBRUARY, CostMethod.LIFO))));

        BatchPlan plan = books.book(List.of(
                entries(p, Optional.of(1), PolicyEntry.of(FEBRUARY, CostMethod.HIFO)),
                entries(p, Optional.of(1), PolicyEntry.of(FEBRUARY, CostMethod.AVERAGE))));

        assertThat(plan.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.toString()).contains("SUPERSEDES_NOT_NEWEST"));
        assertThat(read(p, null).head().policies().entries())
                .containsExactly(PolicyEntry.of(FEBRUARY, CostMethod.HIFO));
        assertThat(read(p, null).head().policyRevision()).isEqualTo(2);
    }

    /** Income without a security follows the policies too: with the fees apart it is 40, with dividends lowering cost there is none. */
    @Test
    void aBookingWithoutASecurityIsBookedAgain() {
        PortfolioRef p = newPortfolio();
        books.book(trades(p));
        Policy apart = new Policy(
                CostMethod.FIFO,
                Policy.Oversell.REJECT,
                Policy.DividendTreatment.REDUCE_COST,
                Policy.CashTracking.AUTO,
                false);

        books.book(List.of(entries(p, PolicyEntry.of(FEBRUARY, apart))));

        String booking = "SELECT trim_scale(b.income)::text || ' ' || b.status AS x FROM booking b JOIN portfolio p "
                + "ON p.key = b.portfolio_key WHERE p.owner_id = $1 AND b.transaction_id = $2";
        assertThat(books.one(booking, p.owner(), "i").getString("x")).isEqualTo("40 BOOKED");
        assertThat(books.one(booking, p.owner(), "d").getString("x")).isEqualTo("0 REJECTED");
    }

    @Test
    void anyOrderOfArrivalEndsInTheSameRows() {
        Random random = new Random(7);
        for (int n = 0; n < 12; n++) {
            PortfolioRef p = newPortfolio();
            PortfolioRef q = newPortfolio();
            PolicyEntry[] wanted = {
                PolicyEntry.of(LocalDate.parse("2025-01-05"), any(random)),
                PolicyEntry.of(FEBRUARY, any(random)).on("S"),
                PolicyEntry.of(LocalDate.parse("2025-01-02"), any(random)).on("T")
            };
            List<Command> once = trades(p);
            once.addFirst(entries(p, wanted));
            books.book(once);

            List<Command> several = trades(q);
            Collections.shuffle(several, random);
            several.add(random.nextInt(several.size()), entries(q, PolicyEntry.of(FEBRUARY, any(random))));
            for (Command each : several) books.book(List.of(each));
            books.book(List.of(entries(q, wanted)));

            assertThat(books.derivedRows(q)).isEqualTo(books.derivedRows(p));
            assertThat(reads.coldBooks(BooksQuery.now(q.owner(), "P"))
                            .await()
                            .indefinitely()
                            .booksHash())
                    .isEqualTo(read(q, null).booksHash());
        }
    }

    private static CostMethod any(Random random) {
        return CostMethod.values()[random.nextInt(CostMethod.values().length)];
    }
}
