package dev.truemark.core.explain;

import dev.truemark.core.explain.Node.Reason;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateQuote;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Amounts of one currency in another: by the rate of a valuation, or by that of a booking. */
final class RateNodes {
    private final Graph graph;

    RateNodes(Graph graph) {
        this.graph = graph;
    }

    /** By the rate in force at the valuation. */
    Node convert(Node amount, Rate rate, String from, String to, String label) {
        if (rate.derivation() == Rate.Derivation.SAME_CURRENCY) return amount;
        return convert(
                amount,
                new Source(from, to, rate.conversion(), rate.derivation(), rate.at(), rate.quotes()),
                14,
                label);
    }

    /** By the rate of a booking; {@code told} where it came with the transaction. */
    Node convert(
            Node amount, Conversion rate, String from, String to, Origin origin, Optional<Node> told, String label) {
        if (from.equals(to)) return amount;
        if (told.isPresent()) return graph.apply(Operation.CONVERT_MULTIPLY, to, 13, label, amount, told.get());
        Source source = new Source(from, to, rate, derivation(rate), origin.rateTime(), origin.quotes());
        return convert(amount, source, 13, label);
    }

    private record Source(
            String from,
            String to,
            Conversion conversion,
            Rate.Derivation derivation,
            Optional<Instant> at,
            List<RateQuote> quotes) {}

    private static Rate.Derivation derivation(Conversion rate) {
        return switch (rate) {
            case Conversion.Unknown u -> Rate.Derivation.MISSING;
            case Conversion.Known k when k.divisor().compareTo(BigDecimal.ONE) == 0 -> Rate.Derivation.DIRECT;
            case Conversion.Known k when k.multiplier().compareTo(BigDecimal.ONE) == 0 -> Rate.Derivation.INVERSE;
            case Conversion.Known k -> Rate.Derivation.CROSS;
        };
    }

    private Node convert(Node amount, Source source, int rule, String label) {
        return switch (source.conversion) {
            case Conversion.Unknown u -> {
                String name = source.from + "/" + source.to;
                Node missing = graph.once(
                        List.of("missing", name),
                        () -> graph.unknown(
                                Operation.RATE,
                                Reason.NO_RATE,
                                source.to + "/" + source.from,
                                14,
                                "No rate " + name,
                                ref(source, Optional.empty())));
                yield graph.apply(Operation.CONVERT_MULTIPLY, source.to, rule, label, amount, missing);
            }
            case Conversion.Known known -> byQuotes(amount, source, known, rule, label);
        };
    }

    private Node byQuotes(Node amount, Source source, Conversion.Known known, int rule, String label) {
        List<Node> times = new ArrayList<>();
        List<Node> by = new ArrayList<>();
        String currency = source.from;
        for (RateQuote quote : source.quotes) {
            boolean direct = quote.from().equals(currency);
            (direct ? times : by).add(quoted(quote, source.derivation));
            currency = direct ? quote.to() : quote.from();
        }
        Optional<Node> multiplier = product(times, "Rates multiplied");
        Optional<Node> divisor = product(by, "Rates divided by");
        boolean same = currency.equals(source.to)
                && value(multiplier).compareTo(known.multiplier()) == 0
                && value(divisor).compareTo(known.divisor()) == 0
                && !source.quotes.isEmpty();
        if (same) return apply(amount, source.to, rule, label, multiplier, divisor);
        boolean divides = known.divisor().compareTo(BigDecimal.ONE) != 0;
        boolean multiplies = !divides || known.multiplier().compareTo(BigDecimal.ONE) != 0;
        return apply(
                amount,
                source.to,
                rule,
                label,
                multiplies ? Optional.of(found(source, known.multiplier(), "multiplier")) : Optional.empty(),
                divides ? Optional.of(found(source, known.divisor(), "divisor")) : Optional.empty());
    }

    private static BigDecimal value(Optional<Node> node) {
        return node.flatMap(Node::value).orElse(BigDecimal.ONE);
    }

    private Node apply(
            Node amount, String to, int rule, String label, Optional<Node> multiplier, Optional<Node> divisor) {
        if (divisor.isEmpty())
            return graph.apply(Operation.CONVERT_MULTIPLY, to, rule, label, amount, multiplier.get());
        if (multiplier.isEmpty()) return graph.apply(Operation.CONVERT_DIVIDE, to, rule, label, amount, divisor.get());
        return graph.apply(Operation.CONVERT_CROSS, to, rule, label, amount, multiplier.get(), divisor.get());
    }

    private Optional<Node> product(List<Node> rates, String label) {
        if (rates.size() < 2) return rates.stream().findFirst();
        return Optional.of(graph.apply(Operation.PRODUCT, "", 14, label, rates));
    }

    private Node quoted(RateQuote quote, Rate.Derivation derivation) {
        Reference fact = new Reference.OfRate(
                quote.from(), quote.to(), Optional.of(quote.at()), Optional.of(quote.source()), derivation);
        return graph.once(
                List.of(quote, derivation),
                () -> graph.leaf(
                        Operation.RATE,
                        quote.rate(),
                        quote.to() + "/" + quote.from(),
                        14,
                        "Rate " + quote.from() + "/" + quote.to(),
                        fact));
    }

    private Node found(Source source, BigDecimal rate, String role) {
        String name = source.from + "/" + source.to;
        return graph.once(
                List.of(source, role, rate),
                () -> graph.leaf(Operation.RATE, rate, "", 14, "Rate " + name + ", " + role, ref(source, source.at)));
    }

    private static Reference ref(Source source, Optional<Instant> at) {
        return new Reference.OfRate(source.from, source.to, at, Optional.empty(), source.derivation);
    }
}
