package dev.truemark.ledger;

import static dev.truemark.ledger.TestBooks.newPortfolio;
import static dev.truemark.ledger.TestBooks.tell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.Exact;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Actions that join securities, and conversions, through the ledger stage's batches on a real database. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class CorporateActionBatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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

    @Test
    void aLateBuyBeforeAMergerReachesTheLotsThatItBecame() {
        PortfolioRef p = newPortfolio();
        books.book(List.of(
                tell(p, fact("b", 1, "BUY 2024-01-02 A 10 100")),
                tell(p, fact("m", 1, "MERGER 2024-02-01 A 0 0 ratio=2 to=B")),
                tell(p, fact("s", 1, "SELL 2024-03-01 B 5 100"))));
        assertThat(lots(p)).containsExactly("B 15 75 2024-01-02");

        books.book(List.of(tell(p, fact("late", 1, "BUY 2024-01-01 A 1 40"))));
        // The late unit is older: its two units of B are sold first, and three of the others
        assertThat(lots(p)).containsExactly("B 17 85 2024-01-02");
        assertThat(realized(p, "B")).isEqualTo("45");

        books.book(List.of(tell(p, fact("m", 2, "MERGER 2024-02-01 A 0 0 ratio=3 to=C"))));
        assertThat(lots(p)).containsExactly("C 3 40 2024-01-01", "C 30 100 2024-01-02");
        assertThat(status(p, "s")).isEqualTo("REJECTED NOTHING_HELD");

        books.book(List.of(tell(p, reversed(fact("m", 3, "MERGER 2024-02-01 A 0 0 ratio=3 to=C")))));
        assertThat(lots(p)).containsExactly("A 1 40 2024-01-01", "A 10 100 2024-01-02");
    }

    @Test
    void aSpinOffHealsWhenWhatItIsOfArrives() {
        PortfolioRef p = newPortfolio();
        books.book(List.of(tell(p, fact("x", 1, "SPIN_OFF 2024-02-01 A 0 0 ratio=0.5 fraction=0.2 to=B"))));
        assertThat(status(p, "x")).isEqualTo("REJECTED NOTHING_HELD");
        assertThat(lots(p)).isEmpty();

        books.book(List.of(tell(p, fact("b", 1, "BUY 2024-01-01 A 10 100"))));
        assertThat(lots(p)).containsExactly("A 10 80 2024-01-01", "B 5 20 2024-01-01");
        assertThat(status(p, "x")).isEqualTo("BOOKED null");
    }

    @Test
    void aConversionMovesTwoBalancesAndACorrectionMovesThemBack() {
        PortfolioRef p = newPortfolio();
        books.book(List.of(tell(p, fact("d", 1, "DEPOSIT 2024-01-01 - 0 1000"))));
        books.book(List.of(tell(p, fact("c", 1, "FX_CONVERSION 2024-01-02 - 500 550 buys=EUR"))));
        assertThat(cash(p)).isEqualTo("EUR 500; USD 450");

        books.book(List.of(tell(p, fact("c", 2, "FX_CONVERSION 2024-01-02 - 80 100 buys=GBP"))));
        assertThat(cash(p)).isEqualTo("GBP 80; USD 900");
        assertThat(cold(p, Optional.empty()).cash()).hasSize(2);
    }

    @Test
    void aConversionIntoTheBaseCurrencyNeedsNoRate() {
        PortfolioRef p = newPortfolio();
        books.book(List.of(tell(p, fact("d", 1, "DEPOSIT 2024-01-01 - 0 1000"))));
        Fact sold = in("EUR", fact("c", 1, "FX_CONVERSION 2024-01-02 - 110 100 buys=USD"));
        books.book(List.of(tell(p, sold)));

        assertThat(status(p, "c")).isEqualTo("BOOKED null");
        assertThat(cash(p)).isEqualTo("EUR -100; USD 1110");
    }

    /** 1000 USD buy 800 EUR; half of them come back for 550: they cost 500. The newest rows and a cold fold agree. */
    @Test
    void foreignCashHasLots() {
        PortfolioRef p = newPortfolio();
        books.book(List.of(
                tell(p, fact("d", 1, "DEPOSIT 2024-01-01 - 0 1000")),
                tell(p, fact("c", 1, "FX_CONVERSION 2024-01-02 - 800 1000 buys=EUR")),
                tell(p, in("EUR", fact("e", 1, "FX_CONVERSION 2024-01-03 - 550 400 buys=USD")))));

        for (Optional<LocalDate> day :
                List.of(Optional.<LocalDate>empty(), Optional.of(LocalDate.parse("2024-01-03")))) {
            HeldCash cash = reads.cash(new BooksQuery(p.owner(), p.portfolioId(), day, Optional.empty()))
                    .await()
                    .atMost(PATIENCE)
                    .value();
            assertThat(cash.lots().get("EUR").end().realizedBase().orNull()).isEqualByComparingTo("50");
            assertThat(cash.lots().get("EUR").end().costBase().orNull()).isEqualByComparingTo("500");
            assertThat(cash.balances()).hasSize(2);
        }
    }

    @Test
    void aDeliveryAtMarketValueSaysSo() {
        PortfolioRef p = newPortfolio();
        books.book(List.of(tell(p, fact("i", 1, "TRANSFER_IN 2024-01-01 A 10 100"))));
        HeldLot lot = reads.lots(now(p), BooksFilter.ALL)
                .await()
                .atMost(PATIENCE)
                .value()
                .getFirst();

        assertThat(lot.lot().basisEstimated()).isTrue();
    }

    /** Any arrival order, batching, correction and repetition ends in the rows of one batch, and in those of a cold fold. */
    @Test
    void anyOrderOfArrivalEndsInTheSameBooks() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<Fact> facts = randomLedger(random);
            PortfolioRef orderly = newPortfolio();
            PortfolioRef shuffled = newPortfolio();
            books.book(facts.stream().map(f -> tell(orderly, f)).toList());
            List<Fact> disorder = new ArrayList<>(facts);
            Collections.shuffle(disorder, random);
            // The first that a portfolio hears gives it its base currency
            books.book(List.of(tell(shuffled, facts.getFirst())));
            while (!disorder.isEmpty()) {
                int size = Math.min(disorder.size(), 1 + random.nextInt(5));
                books.book(disorder.subList(0, size).stream()
                        .map(f -> tell(shuffled, f))
                        .toList());
                disorder.subList(0, size).clear();
            }
            assertThat(rows(shuffled)).as("rows of seed %d", seed).isEqualTo(rows(orderly));
            for (String day : List.of("2025-01-05", "2025-02-05", "2025-09-09")) {
                assertThat(figures(derived(shuffled, Optional.of(LocalDate.parse(day)))))
                        .as("figures of seed %d on %s", seed, day)
                        .isEqualTo(figures(cold(shuffled, Optional.of(LocalDate.parse(day)))));
            }
        }
    }

    private List<String> rows(PortfolioRef p) {
        return books.derivedRows(p).stream()
                .filter(line -> !line.startsWith("cash_balance") || !line.contains("\"balance\": 0}"))
                .filter(line -> !line.contains("\"balance\": 0,"))
                .sorted()
                .toList();
    }

    private static List<String> figures(Books of) {
        List<String> figures = new ArrayList<>();
        figures.add(of.booksHash());
        of.positions()
                .forEach(h -> figures.add(h.securityId() + " " + Exact.plain(h.realized()) + " "
                        + h.realizedBase().value().map(Exact::plain).orElse("unknown") + " " + h.positionDate()));
        return figures;
    }

    private Books derived(PortfolioRef p, Optional<LocalDate> asOf) {
        return reads.books(new BooksQuery(p.owner(), p.portfolioId(), asOf, Optional.empty()))
                .await()
                .atMost(PATIENCE);
    }

    private Books cold(PortfolioRef p, Optional<LocalDate> asOf) {
        return reads.coldBooks(new BooksQuery(p.owner(), p.portfolioId(), asOf, Optional.empty()))
                .await()
                .atMost(PATIENCE);
    }

    private static BooksQuery now(PortfolioRef p) {
        return BooksQuery.now(p.owner(), p.portfolioId());
    }

    private List<String> lots(PortfolioRef p) {
        return reads.lots(now(p), BooksFilter.ALL).await().atMost(PATIENCE).value().stream()
                .map(held -> held.securityId() + " "
                        + Exact.plain(held.lot().quantity()) + " "
                        + Exact.plain(held.lot().cost()) + " "
                        + held.lot().opened().date())
                .toList();
    }

    private String cash(PortfolioRef p) {
        return derived(p, Optional.empty()).cash().stream()
                .map(c -> c.currency() + " " + Exact.plain(c.balance()))
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
    }

    private String realized(PortfolioRef p, String security) {
        return derived(p, Optional.empty()).positions().stream()
                .filter(h -> h.securityId().equals(security))
                .map(h -> Exact.plain(h.realized()))
                .findFirst()
                .orElseThrow();
    }

    private String status(PortfolioRef p, String transaction) {
        var row = books.one("""
                SELECT b.status, b.reason FROM booking b JOIN portfolio p ON p.key = b.portfolio_key
                WHERE p.owner_id = $1 AND b.transaction_id = $2""", p.owner(), transaction);
        return row.getString("status") + " " + row.getString("reason");
    }

    private static List<Fact> randomLedger(Random random) {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("first", 1, "DEPOSIT 2025-01-01 - 0 5000"));
        int n = 10 + random.nextInt(25);
        for (int i = 0; i < n; i++) {
            facts.add(fact("t" + i, 1, sketch(random)));
            if (random.nextInt(4) > 0) continue;
            Fact second = fact("t" + i, 2, sketch(random));
            facts.add(random.nextInt(3) == 0 ? reversed(second) : second);
        }
        return facts;
    }

    private static String sketch(Random random) {
        String date = "2025-0%d-%02d".formatted(1 + random.nextInt(3), 1 + random.nextInt(9));
        String security = List.of("A", "B", "C").get(random.nextInt(3));
        String other = List.of("A", "B", "C").get(random.nextInt(3));
        int units = 1 + random.nextInt(30);
        String what = switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4 -> "BUY %s %s %d %d";
            case 5, 6 -> "SELL %s %s %d %d";
            case 7 -> "SPLIT %s %s 0 0 ratio=1.5";
            case 8, 9 -> "SPIN_OFF %s %s 0 0 ratio=0.5 fraction=0.25 to=" + other;
            case 10, 11 -> "MERGER %s %s 0 0 ratio=2 to=" + other;
            case 12 -> "MERGER %s %s 0 %4$d ratio=2 fraction=0.5 to=" + other;
            case 13 -> "STOCK_DIVIDEND %s %s 0 0 ratio=0.25 to=" + other;
            case 14 -> "FX_CONVERSION %s - %3$d %4$d buys=EUR";
            default -> "REDEMPTION %s %s %d %d";
        };
        return what.formatted(date, security, units, units * (5 + random.nextInt(10)));
    }

    /** {@code TYPE date security quantity gross}, then {@code ratio= fraction= to= buys=}. */
    private static Fact fact(String id, int revision, String told) {
        String[] words = told.split(" ");
        String ratio = null;
        List<String> details = new ArrayList<>();
        for (int i = 5; i < words.length; i++) {
            String value = words[i].substring(words[i].indexOf('=') + 1);
            switch (words[i].substring(0, words[i].indexOf('='))) {
                case "ratio" -> ratio = value;
                case "fraction" -> details.add("\"cost_fraction\":\"" + value + "\"");
                case "to" -> details.add("\"target_security_id\":\"" + value + "\"");
                default -> details.add("\"other_currency\":\"" + value + "\"");
            }
        }
        return new Fact(
                new TransactionKey("test", id),
                revision,
                false,
                told,
                TransactionType.valueOf(words[0]),
                words[2].equals("-") ? null : words[2],
                null,
                LocalDate.parse(words[1]),
                null,
                null,
                new BigDecimal(words[3]),
                null,
                new BigDecimal(words[4]),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                "USD",
                null,
                ratio == null ? null : new BigDecimal(ratio),
                null,
                details.isEmpty() ? null : "{" + String.join(",", details) + "}");
    }

    private static Fact reversed(Fact f) {
        return copy(f, true, f.currency());
    }

    private static Fact in(String currency, Fact f) {
        return copy(f, f.reversed(), currency);
    }

    private static Fact copy(Fact f, boolean reversed, String currency) {
        return new Fact(
                f.key(),
                f.revision(),
                reversed,
                f.contentHash() + reversed + currency,
                f.type(),
                f.securityId(),
                f.symbol(),
                f.tradeDate(),
                f.tradeTime(),
                f.settlementDate(),
                f.quantity(),
                f.price(),
                f.gross(),
                f.fees(),
                f.taxes(),
                f.withholdingTax(),
                f.accruedInterest(),
                currency,
                f.fxRate(),
                f.ratio(),
                f.notes(),
                f.details());
    }
}
