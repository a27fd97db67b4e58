package dev.truemark.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.core.explain.Cause;
import dev.truemark.core.explain.Cause.ChangedFact;
import dev.truemark.core.explain.Change;
import dev.truemark.core.explain.Changes;
import dev.truemark.core.explain.Figure;
import dev.truemark.core.explain.Knowledge;
import dev.truemark.core.explain.Knowledge.Word;
import dev.truemark.core.explain.Question;
import dev.truemark.core.explain.TooLargeException;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.PolicyEntry;
import dev.truemark.core.ledger.Terms;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.money.Exact;
import dev.truemark.core.valuation.Staleness;
import dev.truemark.core.valuation.ValuationTerms;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Causes worked by hand, of EUR securities in a USD portfolio. */
class ChangesTest {
    private static final Instant AT = Instant.parse("2025-08-16T00:00:00Z");
    private static final ValuationTerms TERMS = new ValuationTerms("USD", ZoneOffset.UTC, AT, Staleness.NEVER);
    private static final LocalDate AS_OF = LocalDate.of(2025, 8, 15);

    /** What was known, put together fact by fact. */
    private static final class Known {
        private final Map<TransactionKey, Word> words = new HashMap<>();
        private final Map<String, Price> prices = new HashMap<>();
        private Rate rate = Rate.MISSING;
        private Policy policy = Policy.DEFAULT;
        private List<PolicyEntry> entries = List.of();

        Known and() {
            Known next = new Known();
            next.words.putAll(words);
            next.prices.putAll(prices);
            next.rate = rate;
            next.policy = policy;
            next.entries = entries;
            return next;
        }

        /** {@code type units security price rate}, of the n-th day, as recorded in that second. */
        Known told(int second, String id, int revision, String trade) {
            words.put(new TransactionKey("test", id), word(second, id, revision, trade, false));
            return this;
        }

        Known reversed(int second, String id, int revision, String trade) {
            words.put(new TransactionKey("test", id), word(second, id, revision, trade, true));
            return this;
        }

        Known price(String security, String price) {
            prices.put(security, new Price(new BigDecimal(price), "EUR", AT.minusSeconds(9), false, "test"));
            return this;
        }

        Known rate(String direct) {
            rate = new Rate(
                    Conversion.direct(new BigDecimal(direct)), Rate.Derivation.DIRECT, Optional.of(AT.minusSeconds(9)));
            return this;
        }

        Known by(CostMethod method) {
            policy = policy.with(method);
            return this;
        }

        Known by(PolicyEntry... dated) {
            entries = List.of(dated);
            return this;
        }

        Knowledge now() {
            return new Knowledge(
                    words,
                    Policies.of(policy, entries),
                    id -> Optional.ofNullable(prices.get(id)),
                    (from, to) -> from.equals(to) ? Rate.SAME : rate);
        }

        private static Word word(int second, String id, int revision, String trade, boolean reversed) {
            String[] parts = trade.split(" ");
            LocalDate date = LocalDate.parse("2025-08-" + parts[0]);
            TransactionType type = TransactionType.valueOf(parts[1]);
            BigDecimal units = new BigDecimal(parts[2]);
            Conversion toBase = parts[5].equals("?") ? Conversion.UNKNOWN : Conversion.direct(new BigDecimal(parts[5]));
            Transaction t = new Transaction(
                    OrderKey.dateOnly(date, type, new TransactionKey("test", id)),
                    revision,
                    type,
                    parts[3],
                    "EUR",
                    units,
                    units.multiply(new BigDecimal(parts[4])),
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    Terms.NONE,
                    toBase);
            return new Word(t, reversed, Instant.EPOCH.plusSeconds(second));
        }
    }

    private static List<Change> changes(Known from, Known to, Figure figure, String security) {
        Question question = new Question(figure, Optional.ofNullable(security), AS_OF, TERMS);
        return Changes.between(from.now(), to.now(), question, 1_000);
    }

    /** Each cause as {@code KIND delta}. */
    private static List<String> causes(Change change) {
        return change.causes().stream()
                .map(cause -> cause.kind() + " " + plain(cause.delta()))
                .toList();
    }

    private static String plain(BaseAmount amount) {
        return amount.value().map(Exact::plain).orElse("?");
    }

    private static final Known TEN = new Known()
            .told(1, "B", 1, "10 BUY 10 S 100 1.10")
            .price("S", "120")
            .rate("1.20");

    /** 10·120·1.20 = 1440; five more 2160; eight instead of ten 1872; at 130 2028; at 1.25 2112.50. */
    @Test
    void aValueIsReplacedTradeByTradeThenPriceThenRate() {
        Known later = TEN.and()
                .told(2, "L", 1, "11 BUY 5 S 110 1.10")
                .told(3, "B", 2, "10 BUY 8 S 100 1.10")
                .price("S", "130")
                .rate("1.25");

        Change change = changes(TEN, later, Figure.MARKET_VALUE, null).getFirst();

        assertThat(change.name()).isEqualTo("positions_value");
        assertThat(plain(change.from())).isEqualTo("1440");
        assertThat(plain(change.to())).isEqualTo("2112.5");
        assertThat(plain(change.difference())).isEqualTo("672.5");
        assertThat(causes(change)).containsExactly("LATE_TRADE 720", "CORRECTION -288", "PRICE 156", "RATE 84.5");
        assertThat(change.causes().get(1).facts())
                .containsExactly(new ChangedFact.OfTransaction(
                        Cause.Kind.CORRECTION,
                        new TransactionKey("test", "B"),
                        Optional.of(1),
                        2,
                        Instant.EPOCH.plusSeconds(3)));
    }

    @Test
    void theOrderIsThatOfBecomingKnownNotThatOfTrading() {
        Known later = TEN.and().told(3, "EARLY", 1, "09 BUY 1 S 10 1").told(2, "LATE", 1, "12 BUY 2 S 10 1");

        Change units = changes(TEN, later, Figure.QUANTITY, "S").getFirst();

        assertThat(causes(units)).containsExactly("LATE_TRADE 2", "LATE_TRADE 1");
    }

    /** FIFO: 10·(300 − 100) = 2000; the average cost is 150: 1500. Without the second buy it is 2000 again. */
    @Test
    void aPolicyAndAReversalChangeWhatWasRealised() {
        Known from = new Known()
                .told(1, "A", 1, "01 BUY 10 S 100 1")
                .told(1, "B", 1, "02 BUY 10 S 200 1")
                .told(1, "C", 1, "03 SELL 10 S 300 1");
        Known average = from.and().by(CostMethod.AVERAGE);
        Known reversed = average.and().reversed(5, "B", 2, "02 BUY 10 S 200 1");

        Change byPolicy = changes(from, average, Figure.REALIZED, "S").getFirst();
        assertThat(causes(byPolicy)).containsExactly("POLICY -500");
        assertThat(byPolicy.causes().getFirst().facts())
                .containsExactly(
                        new ChangedFact.OfPolicy("cost_method", "FIFO", "AVERAGE", Optional.empty(), Optional.empty()));
        assertThat(causes(changes(average, reversed, Figure.REALIZED, "S").getFirst()))
                .containsExactly("REVERSAL 500");
        assertThat(causes(changes(from, reversed, Figure.COST_BASIS, "S").getFirst()))
                .containsExactly("REVERSAL -2000");
    }

    /**
     * FIFO on the 3rd: 10·(300 − 100) = 2000; LIFO from that day on: 10·(300 − 200) = 1000, but T stays as it was. Then
     * S is booked by average, 1500, and T by HIFO always, 1000.
     */
    @Test
    void aPolicyOfADateAndOfASecurityIsNamedWhereItDiffers() {
        Known from = new Known();
        for (String s : List.of("S", "T")) {
            from.told(1, "A" + s, 1, "01 BUY 10 " + s + " 100 1")
                    .told(1, "B" + s, 1, "02 BUY 10 " + s + " 200 1")
                    .told(1, "C" + s, 1, "03 SELL 10 " + s + " 300 1");
        }
        LocalDate third = LocalDate.of(2025, 8, 3);
        PolicyEntry fifo =
                PolicyEntry.of(LocalDate.of(2025, 8, 2), CostMethod.FIFO).on("T");
        Known lifo = from.and().by(PolicyEntry.of(third, CostMethod.LIFO), fifo);
        Known average = from.and()
                .by(
                        PolicyEntry.of(third, CostMethod.AVERAGE),
                        PolicyEntry.of(LocalDate.of(2025, 8, 2), CostMethod.HIFO)
                                .on("T"));

        Change ofS = changes(from, lifo, Figure.REALIZED, "S").getFirst();
        assertThat(causes(ofS)).containsExactly("POLICY -1000");
        assertThat(ofS.causes().getFirst().facts()).containsExactly(method("FIFO", "LIFO", third, null));
        assertThat(causes(changes(from, lifo, Figure.REALIZED, "T").getFirst())).isEmpty();
        assertThat(causes(changes(lifo, average, Figure.REALIZED, "S").getFirst()))
                .containsExactly("POLICY 500");
        Change ofT = changes(lifo, average, Figure.REALIZED, "T").getFirst();
        assertThat(causes(ofT)).containsExactly("POLICY -1000");
        assertThat(ofT.causes().getFirst().facts())
                .containsExactly(
                        method("LIFO", "AVERAGE", third, null), method("FIFO", "HIFO", LocalDate.of(2025, 8, 2), "T"));
    }

    private static ChangedFact method(String former, String now, LocalDate from, String security) {
        return new ChangedFact.OfPolicy("cost_method", former, now, Optional.of(from), Optional.ofNullable(security));
    }

    @Test
    void anotherRateOfABookingChangesTheCostInBaseOnly() {
        Known other = TEN.and().told(1, "B", 1, "10 BUY 10 S 100 1.20");

        List<Change> changes = changes(TEN, other, Figure.COST_BASIS, "S");

        assertThat(changes).extracting(Change::name).containsExactly("cost_basis", "cost_basis_base");
        assertThat(causes(changes.get(0))).isEmpty();
        assertThat(causes(changes.get(1))).containsExactly("RATE 100");
    }

    @Test
    void whatWasNotHeldNeedsNoFormerPrice() {
        Known later = TEN.and().told(2, "T", 1, "11 BUY 1 T 50 1.10").price("T", "60");

        Change change = changes(TEN, later, Figure.MARKET_VALUE, null).getFirst();

        assertThat(causes(change)).containsExactly("LATE_TRADE 72");
    }

    @Test
    void factsBetweenWhichTheFigureIsUnknownAreOneCause() {
        Known later = TEN.and()
                .told(2, "T1", 1, "11 BUY 1 T 50 1.10")
                .told(3, "S1", 1, "11 BUY 1 S 50 1.10")
                .told(4, "T2", 1, "12 SELL 1 T 50 1.10");

        Change change = changes(TEN, later, Figure.MARKET_VALUE, null).getFirst();

        assertThat(causes(change)).containsExactly("JOINT 144");
        assertThat(change.causes().getFirst().facts()).hasSize(3);
    }

    @Test
    void aDifferenceToAnUnknownFigureIsUnknown() {
        Known unpriced = new Known().told(1, "B", 1, "10 BUY 10 S 100 1.10").rate("1.20");

        Change change = changes(unpriced, TEN, Figure.MARKET_VALUE, null).getFirst();

        assertThat(plain(change.from())).isEqualTo("?");
        assertThat(plain(change.to())).isEqualTo("1440");
        assertThat(plain(change.difference())).isEqualTo("?");
        assertThat(causes(change)).containsExactly("PRICE ?");
    }

    @Test
    void whatIsAfterTheDateDoesNotCount() {
        Known later = TEN.and().told(2, "N", 1, "16 BUY 5 S 110 1.10");

        assertThat(causes(changes(TEN, later, Figure.QUANTITY, "S").getFirst())).isEmpty();
        Known moved = TEN.and().told(2, "B", 2, "16 BUY 10 S 100 1.10");
        assertThat(causes(changes(TEN, moved, Figure.QUANTITY, "S").getFirst())).containsExactly("CORRECTION -10");
    }

    @Test
    void moreBookingThanAllowedIsRefused() {
        Known later = TEN.and().told(2, "L", 1, "11 BUY 5 S 110 1.10");
        Question question = new Question(Figure.QUANTITY, Optional.of("S"), AS_OF, TERMS);

        assertThatThrownBy(() -> Changes.between(TEN.now(), later.now(), question, 2))
                .isInstanceOf(TooLargeException.class);
        assertThatThrownBy(() -> new Question(Figure.CASH, Optional.of("S"), AS_OF, TERMS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Question(Figure.QUANTITY, Optional.empty(), AS_OF, TERMS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
