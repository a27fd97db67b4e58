package dev.truemark.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.core.explain.Explainer;
import dev.truemark.core.explain.Explanation;
import dev.truemark.core.explain.Figure;
import dev.truemark.core.explain.Node;
import dev.truemark.core.explain.Operation;
import dev.truemark.core.explain.Origin;
import dev.truemark.core.explain.TooLargeException;
import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.BookState;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.PolicyEntry;
import dev.truemark.core.ledger.PortfolioBooks;
import dev.truemark.core.ledger.PortfolioLedger;
import dev.truemark.core.ledger.Terms;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.platform.json.JsonRules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Every figure of any portfolio derives from its facts, and a checker that knows only the JSON comes to the same. */
class ExplanationTest {
    private static final ObjectMapper JSON = JsonRules.mapper();

    private static ObjectNode json(Explanation explanation) {
        Explanation.Part part = explanation.below(
                explanation.roots().stream().map(Explanation.Root::node).toList(), Integer.MAX_VALUE);
        ObjectNode answer = JSON.createObjectNode();
        answer.set("roots", JSON.valueToTree(ExplanationView.roots(explanation)));
        answer.set("nodes", JSON.valueToTree(ExplanationView.nodes(part.nodes(), Set.copyOf(part.collapsed()))));
        return answer;
    }

    private static void checked(Explanation explanation) {
        ObjectNode answer = json(explanation);
        assertThat(GraphChecker.faults(answer)).isEmpty();
        for (JsonNode node : answer.get("nodes")) {
            assertThat(node.get("operation").asText()).as(node.toString()).isNotEqualTo("BOOKED");
        }
    }

    private static void isAnswered(Explanation explanation, String root, BaseAmount answered) {
        Optional<BigDecimal> value = explanation.value(root);
        assertThat(value.isPresent()).as(root).isEqualTo(answered.isKnown());
        value.ifPresent(v -> assertThat(v).as(root).isEqualByComparingTo(answered.orNull()));
    }

    /** One unit is sold, part of it out of a lot and the rest short, and its proceeds in base have 18 decimals already. */
    @Example
    void aShareOfOneUnitSoldIsDerived() {
        everyFigureOfASecurityIsDerived(6089488590726093973L, 58);
    }

    /** One unit of face is short and repaid in part: divided by minus one, its cost is not rounded. */
    @Example
    void aPartOfOneUnitShortIsDerived() {
        everyTotalIsDerived(-108724, 33);
    }

    @Property(tries = 300)
    void everyFigureOfASecurityIsDerived(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        RandomPortfolio portfolio = new RandomPortfolio(seed, size);
        for (String security : portfolio.books.books().keySet()) {
            if (security.isEmpty()) continue;
            BookState end = portfolio.books.book(security).end();
            Optional<PositionValue> held = portfolio.value.positions().stream()
                    .filter(each -> each.holding().securityId().equals(security))
                    .findFirst();
            for (Figure figure : Figure.values()) {
                if (!figure.isOfSecurity()) continue;
                Explanation explanation = portfolio.explainer().ofSecurity(figure, security);
                checked(explanation);
                switch (figure) {
                    case QUANTITY -> isAnswered(explanation, "quantity", BaseAmount.of(end.quantity()));
                    case COST_BASIS -> {
                        isAnswered(explanation, "cost_basis", BaseAmount.of(end.cost()));
                        isAnswered(explanation, "cost_basis_base", end.costBase());
                    }
                    case REALIZED -> {
                        isAnswered(explanation, "realized_pnl", BaseAmount.of(end.realized()));
                        isAnswered(explanation, "realized_pnl_base", end.realizedBase());
                    }
                    case MARKET_VALUE ->
                        held.ifPresent(position -> {
                            isAnswered(explanation, "market_value", position.marketValue());
                            isAnswered(explanation, "market_value_base", position.marketValueBase());
                        });
                    case UNREALIZED ->
                        held.ifPresent(position -> {
                            isAnswered(explanation, "unrealized_pnl", position.unrealized());
                            isAnswered(explanation, "unrealized_pnl_base", position.unrealizedBase());
                        });
                    case CASH, TOTAL_VALUE -> throw new AssertionError(figure);
                }
            }
        }
    }

    @Property(tries = 300)
    void everyTotalIsDerived(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        RandomPortfolio portfolio = new RandomPortfolio(seed, size);
        for (Figure figure : Figure.values()) {
            if (!figure.isOfPortfolio()) continue;
            Explanation explanation = portfolio.explainer().ofPortfolio(figure);
            checked(explanation);
            switch (figure) {
                case COST_BASIS -> isAnswered(explanation, "total_cost", portfolio.value.totalCost());
                case MARKET_VALUE -> isAnswered(explanation, "positions_value", portfolio.value.positionsValue());
                case UNREALIZED -> isAnswered(explanation, "total_gain_loss", portfolio.value.totalGainLoss());
                case TOTAL_VALUE -> isAnswered(explanation, "total_value", portfolio.value.totalValue());
                case CASH -> {
                    isAnswered(explanation, "cash_balance", portfolio.value.cashBalance());
                    for (CashValue cash : portfolio.value.cash()) {
                        String root = "balance_" + cash.cash().currency();
                        isAnswered(explanation, root, BaseAmount.of(cash.cash().balance()));
                    }
                }
                case REALIZED -> {
                    BaseAmount all = portfolio.books.books().entrySet().stream()
                            .filter(each -> !each.getKey().isEmpty())
                            .map(each -> each.getValue().end().realizedBase())
                            .reduce(BaseAmount.ZERO, BaseAmount::plus);
                    isAnswered(explanation, "realized_pnl_base", all);
                }
                case QUANTITY -> throw new AssertionError(figure);
            }
        }
    }

    @Property(tries = 100)
    void theCheckerSeesAnyValueThatIsChanged(@ForAll long seed) {
        RandomPortfolio portfolio = new RandomPortfolio(seed, 40);
        ObjectNode answer = json(portfolio.explainer().ofPortfolio(Figure.UNREALIZED));
        List<JsonNode> computed = new ArrayList<>();
        for (JsonNode node : answer.get("nodes")) {
            if (!node.get("inputs").isEmpty() && !node.get("value").isNull()) computed.add(node);
        }
        for (JsonNode node : computed) {
            BigDecimal value = new BigDecimal(node.get("value").asText());
            ((ObjectNode) node).put("value", value.add(new BigDecimal("1e-18")).toPlainString());
            assertThat(GraphChecker.faults(answer)).as(node.toString()).isNotEmpty();
            ((ObjectNode) node).put("value", value.toPlainString());
        }
        assertThat(GraphChecker.faults(answer)).isEmpty();
    }

    @Test
    void theGeneratedPortfoliosUseEveryOperation() {
        Set<String> seen = new TreeSet<>();
        Set<String> reasons = new TreeSet<>();
        for (int seed = 0; seed < 40; seed++) {
            RandomPortfolio portfolio = new RandomPortfolio(seed, 60);
            for (Figure figure : List.of(Figure.UNREALIZED, Figure.REALIZED, Figure.TOTAL_VALUE)) {
                for (JsonNode node :
                        json(portfolio.explainer().ofPortfolio(figure)).get("nodes")) {
                    seen.add(node.get("operation").asText());
                    reasons.add(node.get("reason").asText());
                }
            }
        }
        assertThat(seen)
                .contains("SUM", "SUBTRACT", "NEGATE", "PRODUCT", "MIN", "MAX", "SHARE", "REST", "CONVERT_MULTIPLY")
                .contains(
                        "CONVERT_DIVIDE",
                        "CONVERT_CROSS",
                        "TRANSACTION",
                        "PRICE",
                        "RATE",
                        "POLICY",
                        "CONSTANT",
                        "TRUNCATE");
        assertThat(reasons).contains("NO_PRICE", "NO_RATE", "INPUT_UNKNOWN");
    }

    @Test
    void theGeneratedPortfoliosBookEveryType() {
        Set<TransactionType> booked = EnumSet.noneOf(TransactionType.class);
        Set<TransactionType> brought = EnumSet.noneOf(TransactionType.class);
        Set<TransactionType> soldFractions = EnumSet.noneOf(TransactionType.class);
        for (int seed = 0; seed < 300; seed++) {
            RandomPortfolio portfolio = new RandomPortfolio(seed, 60);
            for (BookResult book : portfolio.books.books().values()) {
                book.bookings().stream()
                        .filter(each -> each.status() != Booking.Status.REJECTED)
                        .forEach(each -> {
                            booked.add(each.transaction().type());
                            boolean disposes =
                                    each.lotEvents().stream().anyMatch(e -> e.kind() == LotEvent.Kind.DISPOSE);
                            if (disposes) soldFractions.add(each.transaction().type());
                        });
                book.legs().stream()
                        .filter(each -> !each.lotEvents().isEmpty())
                        .forEach(each -> brought.add(each.transaction().type()));
            }
        }
        assertThat(booked).containsExactlyInAnyOrder(TransactionType.values());
        assertThat(brought)
                .containsExactlyInAnyOrder(
                        TransactionType.SPIN_OFF,
                        TransactionType.MERGER,
                        TransactionType.RIGHTS_ISSUE,
                        TransactionType.STOCK_DIVIDEND);
        assertThat(soldFractions)
                .contains(
                        TransactionType.SPLIT,
                        TransactionType.STOCK_DIVIDEND,
                        TransactionType.SPIN_OFF,
                        TransactionType.MERGER,
                        TransactionType.REDEMPTION,
                        TransactionType.AMORTIZATION);
    }

    /** 2 of 10 at 100 and 4 of 10 at 200, sold for 1,800: 1,800 − 200 − 800 = 800, of which each lot has its part. */
    @Test
    void aSaleThatNamesItsLotsIsDerivedFromThem() {
        Transaction sale = trade(
                "s",
                TransactionType.SELL,
                6,
                1_800,
                List.of(
                        new Terms.LotChoice(new TransactionKey("test", "b"), new BigDecimal("4")),
                        new Terms.LotChoice(new TransactionKey("test", "a"), new BigDecimal("2"))));
        PortfolioBooks books = PortfolioLedger.book(
                List.of(
                        trade("a", TransactionType.BUY, 10, 1_000, List.of()),
                        trade("b", TransactionType.BUY, 10, 2_000, List.of()),
                        sale),
                Policy.DEFAULT.with(Policy.CostMethod.SPECIFIC));
        PortfolioValue nothing = PortfolioValue.of(List.of(), List.of());

        Explanation gain =
                new Explainer(books, nothing, key -> Origin.NONE, "USD", 1_000).ofSecurity(Figure.REALIZED, "S");

        checked(gain);
        assertThat(gain.value("realized_pnl").orElseThrow()).isEqualByComparingTo("800");
        assertThat(gain.nodes())
                .filteredOn(node -> node.operation() == Operation.SHARE)
                .extracting(
                        node -> node.value().orElseThrow().stripTrailingZeros().toPlainString())
                .contains("800", "200", "1200");
    }

    /** 10 at 100 and 10 at 200; LIFO since July takes half of the second lot: 1,600 − 1,000 = 600. */
    @Test
    void aStepNamesTheEntryOfThePoliciesThatItFollows() {
        LocalDate july = LocalDate.of(2025, 7, 1);
        PortfolioBooks books = PortfolioLedger.book(
                List.of(
                        trade("a", TransactionType.BUY, 10, 1_000, List.of()),
                        trade("b", TransactionType.BUY, 10, 2_000, List.of()),
                        trade("s", TransactionType.SELL, 5, 1_600, List.of())),
                Policies.of(
                        Policy.DEFAULT,
                        List.of(PolicyEntry.of(july, Policy.CostMethod.LIFO).on("S"))));
        PortfolioValue nothing = PortfolioValue.of(List.of(), List.of());

        Explanation gain =
                new Explainer(books, nothing, key -> Origin.NONE, "USD", 1_000).ofSecurity(Figure.REALIZED, "S");

        checked(gain);
        assertThat(gain.value("realized_pnl").orElseThrow()).isEqualByComparingTo("600");
        assertThat(gain.nodes())
                .extracting(Node::label)
                .contains("Cost that SELL s takes of lot b (LIFO from 2025-07-01 for S)");
    }

    private static Transaction trade(
            String id, TransactionType type, int units, int gross, List<Terms.LotChoice> chosen) {
        BigDecimal none = BigDecimal.ZERO;
        return new Transaction(
                OrderKey.dateOnly(LocalDate.of(2025, 8, 1), type, new TransactionKey("test", id)),
                1,
                type,
                "S",
                "USD",
                BigDecimal.valueOf(units),
                BigDecimal.valueOf(gross),
                none,
                none,
                none,
                none,
                new Terms(Optional.empty(), Optional.empty(), "", "", chosen, List.of()),
                Conversion.IDENTITY);
    }

    @Test
    void aDepthCollapsesWhatLiesDeeperAndSaysSo() {
        Explanation whole = new RandomPortfolio(7, 60).explainer().ofPortfolio(Figure.MARKET_VALUE);

        Explanation.Part root = whole.below(List.of(whole.roots().getFirst().node()), 0);
        assertThat(root.nodes()).containsExactly(whole.roots().getFirst().node());
        assertThat(root.collapsed())
                .containsExactly(whole.roots().getFirst().node().id());

        Explanation.Part one = whole.below(List.of(whole.roots().getFirst().node()), 1);
        assertThat(one.nodes())
                .hasSize(1
                        + (int) whole.roots().getFirst().node().inputs().stream()
                                .distinct()
                                .count());
        assertThat(one.collapsed())
                .isNotEmpty()
                .doesNotContain(whole.roots().getFirst().node().id());
    }

    @Test
    void aDerivationOfMoreNodesThanAllowedIsRefused() {
        RandomPortfolio portfolio = new RandomPortfolio(7, 60);
        Explainer bounded = new Explainer(portfolio.books, portfolio.value, key -> Origin.NONE, "USD", 50);

        assertThatThrownBy(() -> bounded.ofPortfolio(Figure.UNREALIZED)).isInstanceOf(TooLargeException.class);
    }

    @Test
    void unitsOfDifferentSecuritiesHaveNoSum() {
        Explainer explainer = new RandomPortfolio(7, 10).explainer();

        assertThatThrownBy(() -> explainer.ofPortfolio(Figure.QUANTITY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> explainer.ofSecurity(Figure.CASH, "S0")).isInstanceOf(IllegalArgumentException.class);
    }
}
