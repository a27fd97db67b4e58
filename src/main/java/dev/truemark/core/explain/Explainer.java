package dev.truemark.core.explain;

import dev.truemark.core.explain.Explanation.Root;
import dev.truemark.core.explain.Node.Reason;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.PortfolioBooks;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.market.Price;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Derives the figures of a valued portfolio from its facts (DEFINITIONS 22).
 *
 * <p><b>Definition.</b> Bookings are replayed as operations between nodes, each lot from the transactions that changed it; an
 * operation is used only where it comes to what was booked, so that every node is a figure of the books. The roots are
 * compared with {@code value}: an explanation of another figure than the one that was answered is refused.
 *
 * <p>Lives inside one call and is seen by one thread.
 */
public final class Explainer {
    private final PortfolioBooks books;
    private final PortfolioValue value;
    private final Function<TransactionKey, Origin> origins;
    private final String base;
    private final Graph graph;
    private final RateNodes rates;
    private final Replay replay;
    private final Map<TransactionKey, TransactionNodes> transactions = new HashMap<>();

    /**
     * @param books   at the end of the day asked for
     * @param value   of the same books
     * @param base    currency of the portfolio
     * @param limit   most nodes to build; one more is a {@link TooLargeException}
     */
    public Explainer(
            PortfolioBooks books,
            PortfolioValue value,
            Function<TransactionKey, Origin> origins,
            String base,
            int limit) {
        this.books = books;
        this.value = value;
        this.origins = origins;
        this.base = base;
        this.graph = new Graph(limit);
        this.rates = new RateNodes(graph);
        this.replay = new Replay(graph, books, base, this::nodes);
    }

    /**
     * Of one security that occurs in the books.
     *
     * @throws IllegalArgumentException if no security has this figure
     */
    public Explanation ofSecurity(Figure figure, String security) {
        SecurityNodes book = nodes(security);
        Optional<PositionValue> held = held(security);
        List<Root> roots = switch (figure) {
            case QUANTITY ->
                List.of(root(
                        "quantity",
                        book.quantity(),
                        BaseAmount.of(books.book(security).end().quantity())));
            case COST_BASIS ->
                List.of(
                        root(
                                "cost_basis",
                                book.cost(),
                                BaseAmount.of(books.book(security).end().cost())),
                        root(
                                "cost_basis_base",
                                book.costBase(),
                                books.book(security).end().costBase()));
            case REALIZED ->
                List.of(
                        root(
                                "realized_pnl",
                                book.realized(),
                                BaseAmount.of(books.book(security).end().realized())),
                        root(
                                "realized_pnl_base",
                                book.realizedBase(),
                                books.book(security).end().realizedBase()));
            case MARKET_VALUE -> marketValue(held, book);
            case UNREALIZED -> unrealized(held, book);
            case CASH, TOTAL_VALUE -> throw new IllegalArgumentException("no security has a " + figure);
        };
        return Explanation.of(roots, graph.nodes());
    }

    private List<Root> marketValue(Optional<PositionValue> held, SecurityNodes book) {
        if (held.isEmpty()) return List.of(root("market_value", book.quantity(), BaseAmount.ZERO));
        Node local = marketValue(held.get(), book);
        return List.of(
                root("market_value", local, held.get().marketValue()),
                root("market_value_base", inBase(local, held.get()), held.get().marketValueBase()));
    }

    private List<Root> unrealized(Optional<PositionValue> held, SecurityNodes book) {
        if (held.isEmpty()) return List.of(root("unrealized_pnl", book.cost(), BaseAmount.ZERO));
        PositionValue position = held.get();
        String security = position.holding().securityId();
        Node local = marketValue(position, book);
        Node gain = graph.apply(Operation.SUBTRACT, local.unit(), 13, "Unrealised on " + security, local, book.cost());
        Node gainBase = graph.apply(
                Operation.SUBTRACT,
                base,
                13,
                "Unrealised in base on " + security,
                inBase(local, position),
                book.costBase());
        return List.of(
                root("unrealized_pnl", gain, position.unrealized()),
                root("unrealized_pnl_base", gainBase, position.unrealizedBase()));
    }

    /**
     * Of the whole portfolio, in base currency; cash in its own currencies too.
     *
     * @throws IllegalArgumentException if a portfolio does not have this figure
     */
    public Explanation ofPortfolio(Figure figure) {
        List<Root> roots = switch (figure) {
            case COST_BASIS -> List.of(root("total_cost", totalCost(), value.totalCost()));
            case REALIZED -> List.of(root("realized_pnl_base", realized(), realizedAsBooked()));
            case MARKET_VALUE -> List.of(root("positions_value", positionsValue(), value.positionsValue()));
            case UNREALIZED -> {
                Node gain = graph.apply(Operation.SUBTRACT, base, 13, "Unrealised", positionsValue(), totalCost());
                yield List.of(root("total_gain_loss", gain, value.totalGainLoss()));
            }
            case CASH -> cash();
            case TOTAL_VALUE -> {
                Node balance = cash().getLast().node();
                Node total = graph.apply(Operation.SUM, base, 12, "Total value", positionsValue(), balance);
                yield List.of(root("total_value", total, value.totalValue()));
            }
            case QUANTITY -> throw new IllegalArgumentException("units of different securities have no sum");
        };
        return Explanation.of(roots, graph.nodes());
    }

    private Node totalCost() {
        List<Node> costs = value.positions().stream()
                .map(each -> nodes(each.holding().securityId()).costBase())
                .toList();
        return graph.sum(base, 13, "Cost of all positions", costs);
    }

    private Node positionsValue() {
        List<Node> values = value.positions().stream()
                .map(each -> inBase(marketValue(each, nodes(each.holding().securityId())), each))
                .toList();
        return graph.sum(base, 14, "Value of all positions", values);
    }

    private Node realized() {
        List<Node> gains = securities().stream()
                .map(security -> nodes(security).realizedBase())
                .toList();
        return graph.sum(base, 13, "Realised on all positions", gains);
    }

    private BaseAmount realizedAsBooked() {
        return securities().stream()
                .map(security -> books.book(security).end().realizedBase())
                .reduce(BaseAmount.ZERO, BaseAmount::plus);
    }

    private List<String> securities() {
        return books.books().keySet().stream().filter(id -> !id.isEmpty()).toList();
    }

    private List<Root> cash() {
        CashNodes nodes = new CashNodes(graph, books.cashTracked() ? books.bookings() : List.of(), this::nodes);
        List<Root> roots = new ArrayList<>();
        List<Node> inBase = new ArrayList<>();
        for (CashValue each : value.cash()) {
            String currency = each.cash().currency();
            Node balance = nodes.balance(currency);
            roots.add(root(
                    "balance_" + currency, balance, BaseAmount.of(each.cash().balance())));
            inBase.add(rates.convert(balance, each.rate(), currency, base, "Cash in " + currency + ", in base"));
        }
        Node sum = graph.sum(base, 12, "Cash of all currencies", inBase);
        roots.add(root("cash_balance", sum, value.cashBalance()));
        return roots;
    }

    private Node marketValue(PositionValue position, SecurityNodes book) {
        String security = position.holding().securityId();
        String currency = position.holding().currency();
        if (position.price().isEmpty()) {
            Node missing =
                    graph.unknown(Operation.PRICE, Reason.NO_PRICE, currency, 14, "No price of " + security, null);
            return graph.apply(Operation.PRODUCT, currency, 14, "Value of " + security, book.quantity(), missing);
        }
        Price price = position.price().get();
        Node quoted = graph.once(
                List.of("price", security),
                () -> graph.leaf(
                        Operation.PRICE,
                        price.price(),
                        price.currency(),
                        14,
                        "Price of " + security,
                        new Reference.OfPrice(security, price.at(), price.dateOnly(), price.source())));
        Node value = new FaceNodes(graph).value(position, price, book.quantity(), quoted);
        return rates.convert(
                value, position.priceRate(), price.currency(), currency, "Value of " + security + " in " + currency);
    }

    private Node inBase(Node local, PositionValue position) {
        String security = position.holding().securityId();
        return rates.convert(
                local, position.rate(), position.holding().currency(), base, "Value of " + security + " in base");
    }

    private Optional<PositionValue> held(String security) {
        return value.positions().stream()
                .filter(each -> each.holding().securityId().equals(security))
                .findFirst();
    }

    private SecurityNodes nodes(String security) {
        return replay.of(security);
    }

    private TransactionNodes nodes(Booking booking) {
        Transaction t = booking.transaction();
        return transactions.computeIfAbsent(
                t.key(), key -> new TransactionNodes(graph, t, origins.apply(key), books.policies(), base));
    }

    private static Root root(String name, Node node, BaseAmount answered) {
        if (!Graph.same(node.value(), answered.value())) {
            throw new IllegalStateException("the derivation of " + name + " comes to another figure");
        }
        return new Root(name, node);
    }
}
