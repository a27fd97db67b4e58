package dev.truemark.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.explain.Cause;
import dev.truemark.core.explain.Change;
import dev.truemark.core.explain.Changes;
import dev.truemark.core.explain.Figure;
import dev.truemark.core.explain.Knowledge;
import dev.truemark.core.explain.Knowledge.Word;
import dev.truemark.core.explain.Question;
import dev.truemark.core.ledger.BookState;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.PortfolioBooks;
import dev.truemark.core.ledger.PortfolioLedger;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever became known in whatever order: the causes add up to the difference of two figures that others computed. */
class ChangesPropertyTest {
    private static final int PLENTY = 1_000_000;

    /** What was known of a portfolio, and what is known of it after corrections, reversals, late trades and new rates. */
    private static final class History {
        final RandomPortfolio former;
        final RandomPortfolio later;
        final Map<TransactionKey, Word> before = new HashMap<>();
        final Map<TransactionKey, Word> after = new HashMap<>();
        private final Random random;

        History(long seed, int size) {
            random = new Random(seed);
            former = new RandomPortfolio(seed, size);
            later = new RandomPortfolio(seed + (random.nextInt(3) == 0 ? 1 : 0), size);
            RandomPortfolio other = new RandomPortfolio(~seed, size);
            for (int n = 0; n < size; n++) tell(former.transactions.get(n), other.transactions.get(n));
        }

        private void tell(Transaction t, Transaction other) {
            TransactionKey key = t.key();
            boolean late = random.nextInt(6) == 0;
            if (!late) before.put(key, new Word(t, random.nextInt(20) == 0, at()));
            switch (random.nextInt(8)) {
                case 0 -> after.put(key, new Word(revised(other, key, t.revision() + 1), false, at()));
                case 1 -> after.put(key, new Word(revised(t, key, t.revision() + 1), true, at()));
                case 2 -> {
                    boolean reversed = !late && before.get(key).reversed();
                    after.put(key, new Word(rated(t, other.toBase()), reversed, at()));
                }
                default -> after.put(key, late ? new Word(t, false, at()) : before.get(key));
            }
        }

        private Instant at() {
            return Instant.EPOCH.plusSeconds(random.nextInt(20));
        }

        private static Transaction revised(Transaction t, TransactionKey key, int revision) {
            OrderKey was = t.order();
            return copy(t, new OrderKey(was.date(), was.rank(), was.time(), key), revision, t.toBase());
        }

        private static Transaction rated(Transaction t, Conversion rate) {
            boolean foreign = !t.currency().equals(RandomPortfolio.BASE);
            return foreign ? copy(t, t.order(), t.revision(), rate) : t;
        }

        private static Transaction copy(Transaction t, OrderKey order, int revision, Conversion rate) {
            return new Transaction(
                    order,
                    revision,
                    t.type(),
                    t.securityId(),
                    t.currency(),
                    t.quantity(),
                    t.gross(),
                    t.fees(),
                    t.taxes(),
                    t.withholdingTax(),
                    t.accruedInterest(),
                    t.terms(),
                    rate);
        }

        List<Change> changes(Figure figure, Optional<String> security) {
            Question question = new Question(figure, security, RandomPortfolio.AS_OF, RandomPortfolio.terms());
            Knowledge one = new Knowledge(before, former.policies, former.prices, former.rates);
            Knowledge two = new Knowledge(after, later.policies, later.prices, later.rates);
            return Changes.between(one, two, question, PLENTY);
        }
    }

    /** A state computed cold, and valued, without any of the code that finds causes. */
    private record State(PortfolioBooks books, PortfolioValue value) {
        static State of(Map<TransactionKey, Word> words, RandomPortfolio market) {
            List<Transaction> all = words.values().stream()
                    .filter(word -> !word.reversed())
                    .map(Word::transaction)
                    .toList();
            PortfolioBooks books = PortfolioLedger.book(all, market.policies).asOf(RandomPortfolio.AS_OF);
            return new State(books, market.valued(books));
        }

        BaseAmount figure(String name, String security) {
            BookState end = books.book(security).end();
            Optional<PositionValue> held = value.positions().stream()
                    .filter(each -> each.holding().securityId().equals(security))
                    .findFirst();
            return switch (name) {
                case "quantity" -> BaseAmount.of(end.quantity());
                case "cost_basis" -> BaseAmount.of(end.cost());
                case "cost_basis_base" -> end.costBase();
                case "realized_pnl" -> BaseAmount.of(end.realized());
                case "realized_pnl_base" -> end.realizedBase();
                case "market_value" -> held.map(PositionValue::marketValue).orElse(BaseAmount.ZERO);
                case "market_value_base" ->
                    held.map(PositionValue::marketValueBase).orElse(BaseAmount.ZERO);
                case "unrealized_pnl" -> held.map(PositionValue::unrealized).orElse(BaseAmount.ZERO);
                case "unrealized_pnl_base" ->
                    held.map(PositionValue::unrealizedBase).orElse(BaseAmount.ZERO);
                default -> throw new AssertionError(name);
            };
        }

        BaseAmount total(String name) {
            return switch (name) {
                case "total_cost" -> value.totalCost();
                case "positions_value" -> value.positionsValue();
                case "total_gain_loss" -> value.totalGainLoss();
                case "realized_pnl_base" ->
                    books.books().entrySet().stream()
                            .filter(each -> !each.getKey().isEmpty())
                            .map(each -> each.getValue().end().realizedBase())
                            .reduce(BaseAmount.ZERO, BaseAmount::plus);
                default -> throw new AssertionError(name);
            };
        }
    }

    private static void adds(Change change, BaseAmount from, BaseAmount to) {
        assertThat(change.from()).as(change.name()).isEqualTo(from);
        assertThat(change.to()).as(change.name()).isEqualTo(to);
        if (!from.isKnown() || !to.isKnown()) {
            assertThat(change.difference().isKnown()).isFalse();
            return;
        }
        assertThat(change.causes()).allMatch(cause -> cause.delta().isKnown());
        assertThat(change.explained().orNull())
                .as(change.name())
                .isEqualByComparingTo(to.orNull().subtract(from.orNull()));
        assertThat(change.causes()).noneMatch(cause -> cause.delta().equals(BaseAmount.of(BigDecimal.ZERO)));
    }

    @Property(tries = 300)
    void theCausesAddUpForEverySecurity(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        History history = new History(seed, size);
        State from = State.of(history.before, history.former);
        State to = State.of(history.after, history.later);
        for (String security : List.of("S0", "S1", "S2", "S3")) {
            for (Figure figure : Figure.values()) {
                if (!figure.isOfSecurity()) continue;
                for (Change change : history.changes(figure, Optional.of(security))) {
                    adds(change, from.figure(change.name(), security), to.figure(change.name(), security));
                }
            }
        }
    }

    @Property(tries = 300)
    void theCausesAddUpForTheWholePortfolio(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        History history = new History(seed, size);
        State from = State.of(history.before, history.former);
        State to = State.of(history.after, history.later);
        for (Figure figure : List.of(Figure.COST_BASIS, Figure.REALIZED, Figure.MARKET_VALUE, Figure.UNREALIZED)) {
            Change change = history.changes(figure, Optional.empty()).getFirst();
            adds(change, from.total(change.name()), to.total(change.name()));
        }
    }

    @Test
    void theGeneratedHistoriesHaveCausesOfEveryKind() {
        Set<Cause.Kind> seen = EnumSet.noneOf(Cause.Kind.class);
        for (int seed = 0; seed < 200; seed++) {
            History history = new History(seed, 30);
            for (Figure figure : List.of(Figure.COST_BASIS, Figure.UNREALIZED)) {
                history.changes(figure, Optional.empty())
                        .forEach(change -> change.causes().forEach(cause -> seen.add(cause.kind())));
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Cause.Kind.INSTRUMENT)));
    }
}
