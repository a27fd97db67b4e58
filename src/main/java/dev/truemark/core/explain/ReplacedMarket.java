package dev.truemark.core.explain;

import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Prices and rates of which some are known as of later already. What the first figure did not need and was not known then is
 * taken from later knowledge at once: it changed nothing, and without it what a transaction did could not be told.
 */
final class ReplacedMarket implements PriceBook, RateBook {
    private final Knowledge from;
    private final Knowledge to;
    private final Set<String> replacedPrices = new HashSet<>();
    private final Set<Pair> replacedRates = new HashSet<>();
    private Set<String> securities = new TreeSet<>();
    private Set<Pair> pairs = new TreeSet<>();
    private Set<String> neededPrices = Set.of();
    private Set<Pair> neededRates = Set.of();
    private boolean fills;

    ReplacedMarket(Knowledge from, Knowledge to) {
        this.from = from;
        this.to = to;
    }

    record Pair(String from, String to) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byFrom = from.compareTo(other.from);
            return byFrom != 0 ? byFrom : to.compareTo(other.to);
        }
    }

    /** To be called after the first figure: what it asked for is what it needed. */
    void start() {
        neededPrices = securities;
        neededRates = pairs;
        fills = true;
        forget();
    }

    /** Forgets what was asked for. */
    void forget() {
        securities = new TreeSet<>();
        pairs = new TreeSet<>();
    }

    /** Of what prices were asked for. */
    Set<String> securities() {
        return securities;
    }

    /** Of what rates were asked for. */
    Set<Pair> pairs() {
        return pairs;
    }

    void replacePrice(String securityId) {
        replacedPrices.add(securityId);
    }

    void replaceRate(Pair pair) {
        replacedRates.add(pair);
    }

    @Override
    public Optional<Price> priceOf(String securityId) {
        securities.add(securityId);
        if (replacedPrices.contains(securityId)) return to.prices().priceOf(securityId);
        Optional<Price> price = from.prices().priceOf(securityId);
        boolean filled = fills && price.isEmpty() && !neededPrices.contains(securityId);
        return filled ? to.prices().priceOf(securityId) : price;
    }

    @Override
    public Rate rate(String one, String other) {
        if (one.equals(other)) return Rate.SAME;
        Pair pair = new Pair(one, other);
        pairs.add(pair);
        if (replacedRates.contains(pair)) return to.rates().rate(one, other);
        Rate rate = from.rates().rate(one, other);
        boolean filled = fills && rate.derivation() == Rate.Derivation.MISSING && !neededRates.contains(pair);
        return filled ? to.rates().rate(one, other) : rate;
    }
}
