package dev.truemark.core.explain;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.PolicyEntry;
import dev.truemark.core.ledger.Terms;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The amounts of one transaction, from what was told of it. */
final class TransactionNodes {
    private final Graph graph;
    private final Transaction t;
    private final Origin origin;
    private final Policies policies;
    private final Policy policy;
    private final String base;

    TransactionNodes(Graph graph, Transaction t, Origin origin, Policies policies, String base) {
        this.graph = graph;
        this.t = t;
        this.origin = origin;
        this.policies = policies;
        this.policy = policies.at(t.order().date(), t.securityId());
        this.base = base;
    }

    Transaction transaction() {
        return t;
    }

    String base() {
        return base;
    }

    String currency() {
        return t.currency();
    }

    /** Whose figure it is, for labels. */
    String name() {
        return t.type() + " " + t.key().transactionId();
    }

    /** How lots were taken, where an entry of the policies says so: the method, since when and for which security. */
    String method() {
        return said(PolicyEntry::costMethod)
                .map(entry -> " (" + policy.costMethod()
                        + entry.date().map(date -> " from " + date).orElse("")
                        + entry.securityId().map(id -> " for " + id).orElse("") + ")")
                .orElse("");
    }

    private Optional<PolicyEntry> said(Function<PolicyEntry, Optional<?>> setting) {
        return policies.naming(t.order().date(), t.securityId(), setting);
    }

    Reference reference(String field) {
        return new Reference.OfTransaction(t.key(), t.revision(), field);
    }

    Node quantity() {
        return told(
                "quantity",
                t.quantity(),
                t.terms().boughtCurrency().isEmpty() ? "units" : t.terms().boughtCurrency(),
                7);
    }

    /** Of a conversion: the amount of the other currency. */
    Node bought() {
        return told("quantity", t.quantity(), t.terms().boughtCurrency(), 12);
    }

    /** Of a split; one where none was told. */
    Node ratio() {
        return told("ratio", t.terms().ratio().orElse(BigDecimal.ONE), "", 11);
    }

    /** {@code Q·P} where a price was told, else the amount that was. */
    Node gross() {
        boolean isProduct = origin.price()
                .filter(price -> price.multiply(t.quantity()).compareTo(t.gross()) == 0)
                .isPresent();
        if (!isProduct) return told("gross_transaction_amount", t.gross(), t.currency(), 7);
        return graph.once(
                List.of(t.key(), "product"),
                () -> graph.apply(
                        Operation.PRODUCT,
                        t.currency(),
                        7,
                        "Gross amount of " + name(),
                        quantity(),
                        told("price", origin.price().get(), t.currency(), 7)));
    }

    /** {@code Q·P} of units that came without a cost, by the price that was found for them. */
    Optional<Node> foundValue() {
        return origin.found()
                .filter(price -> t.terms().foundPrice().isPresent())
                .map(price -> {
                    Reference fact =
                            new Reference.OfPrice(t.securityId(), price.at(), price.dateOnly(), price.source());
                    Node found = graph.once(
                            List.of(t.key(), "found price"),
                            () -> graph.leaf(
                                    Operation.PRICE,
                                    price.price(),
                                    t.currency(),
                                    11,
                                    "Price of " + t.securityId(),
                                    fact));
                    return graph.apply(
                            Operation.PRODUCT, t.currency(), 11, "Market value of " + name(), quantity(), found);
                });
    }

    Node accruedInterest() {
        return told("accrued_interest", t.accruedInterest(), t.currency(), 7);
    }

    Node withholdingTax() {
        return told("withholding_tax", t.withholdingTax(), t.currency(), 10);
    }

    /** Fees and taxes other than zero. */
    List<Node> charges() {
        List<Node> charges = new ArrayList<>(2);
        if (t.fees().signum() != 0) charges.add(told("fees", t.fees(), t.currency(), 7));
        if (t.taxes().signum() != 0) charges.add(told("taxes", t.taxes(), t.currency(), 7));
        return charges;
    }

    /** What of fees and taxes changes cost or proceeds; none where there are none. */
    private Optional<Node> costCharges() {
        List<Node> charges = charges();
        if (charges.isEmpty()) return Optional.empty();
        String setting = Boolean.toString(policy.feesInCost());
        Optional<PolicyEntry> said = said(PolicyEntry::feesInCost);
        Reference.OfPolicy fact = new Reference.OfPolicy(
                "fees_in_cost", setting, said.flatMap(PolicyEntry::date), said.flatMap(PolicyEntry::securityId));
        Node included = graph.once(
                fact,
                () -> graph.leaf(
                        Operation.POLICY,
                        policy.feesInCost() ? BigDecimal.ONE : BigDecimal.ZERO,
                        "",
                        7,
                        "Fees and taxes are part of cost: " + setting,
                        fact));
        Node sum = graph.sum(t.currency(), 7, "Fees and taxes of " + name(), charges);
        return Optional.of(
                graph.apply(Operation.PRODUCT, t.currency(), 7, "Charges in cost of " + name(), sum, included));
    }

    /** {@code Q·P + fees + taxes}, of a buy. */
    Node cost() {
        return costCharges()
                .map(charges -> graph.apply(Operation.SUM, t.currency(), 7, "Cost of " + name(), gross(), charges))
                .orElseGet(this::gross);
    }

    /** {@code Q·P − fees − taxes}, of a sale. */
    Node proceeds() {
        return less("Proceeds of ", costCharges().stream().toList());
    }

    /** The same of a distribution, less what was withheld. */
    Node net() {
        Stream<Node> withheld = t.withholdingTax().signum() == 0 ? Stream.empty() : Stream.of(withholdingTax());
        return less(
                "Net amount of ",
                Stream.concat(withheld, costCharges().stream()).toList());
    }

    private Node less(String label, List<Node> less) {
        if (less.isEmpty()) return gross();
        List<Node> inputs = Stream.concat(Stream.of(gross()), less.stream()).toList();
        return graph.apply(Operation.SUBTRACT, t.currency(), 7, label + name(), inputs);
    }

    /** Share of cost that moves; all of a merger's and none of the others' unless told. */
    Node costFraction() {
        return t.terms()
                .costFraction()
                .map(told -> told("cost_fraction", told, "", 11))
                .orElseGet(() -> t.type() == TransactionType.MERGER
                        ? graph.constant(BigDecimal.ONE, "", "All of the cost")
                        : graph.constant(BigDecimal.ZERO, "", "None of the cost"));
    }

    /** What the transaction itself says of the units to take of a lot. */
    Optional<Node> chosen(TransactionKey openedBy, BigDecimal units) {
        List<Terms.LotChoice> chosen = t.terms().chosen();
        for (int n = 0; n < chosen.size(); n++) {
            Terms.LotChoice each = chosen.get(n);
            if (each.openedBy().equals(openedBy) && each.quantity().compareTo(units) == 0) {
                return Optional.of(told("lots[" + n + "].quantity", units, "units", 8));
            }
        }
        return Optional.empty();
    }

    /** What is told of the n-th lot that a delivery brings. */
    Node given(int n, String field, BigDecimal value, String unit) {
        return told("lots[" + n + "]." + field, value, unit, 11);
    }

    boolean hasQuantity() {
        return t.quantity().signum() != 0;
    }

    boolean isLong(Node held) {
        return held.value().orElseThrow().signum() > 0;
    }

    /** The quantity told, negative on a short position. */
    Node quantityLike(Node held) {
        return isLong(held) ? quantity() : graph.negate(quantity(), 9, "Units short of " + name());
    }

    /** What of the units due is delivered: as told, else without the fraction. */
    Node delivered(Node due) {
        return hasQuantity()
                ? quantityLike(due)
                : graph.apply(Operation.TRUNCATE, "units", 11, "Whole units of " + name(), due);
    }

    Node toBase(Node amount, String label) {
        Optional<Node> told = origin.rateTold() && t.toBase() instanceof Conversion.Known known
                ? Optional.of(told("fx_rate", known.multiplier(), base + "/" + t.currency(), 13))
                : Optional.empty();
        return new RateNodes(graph).convert(amount, t.toBase(), t.currency(), base, origin, told, label);
    }

    private Node told(String field, BigDecimal value, String unit, int rule) {
        return graph.once(
                List.of(t.key(), field),
                () -> graph.leaf(
                        Operation.TRANSACTION,
                        value,
                        unit,
                        rule,
                        field.replace('_', ' ') + " of " + name(),
                        reference(field)));
    }
}
