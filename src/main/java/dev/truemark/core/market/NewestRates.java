package dev.truemark.core.market;

import dev.truemark.core.money.Conversion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The rate of each pair of currencies at a moment; an immutable snapshot (DEFINITIONS 14).
 *
 * <p>A pair takes its newest quote, whichever way round it was quoted; of the same instant the direct one. Without a
 * quote either way it is crossed over one other currency, the first that is quoted against both: {@code USD},
 * {@code EUR}, {@code GBP}, then the rest by code. A pair that cannot be had even so is {@link Rate#MISSING}.
 */
public final class NewestRates implements RateBook {
    /** Over which currencies a pair is crossed first, in this order. */
    public static final List<String> FIRST_PIVOTS = List.of("USD", "EUR", "GBP");

    private final Map<Pair, RateQuote> newest = new HashMap<>();
    private final List<String> pivots;
    private final Moment moment;

    private NewestRates(Map<Pair, List<RateQuote>> candidates, Moment moment, SourceOrder sources) {
        this.moment = moment;
        TreeSet<String> currencies = new TreeSet<>();
        candidates.forEach((pair, quotes) -> moment.newest(quotes, sources).ifPresent(quote -> {
            newest.put(pair, quote);
            currencies.add(pair.from);
            currencies.add(pair.to);
        }));
        FIRST_PIVOTS.forEach(currencies::remove);
        this.pivots = new ArrayList<>(FIRST_PIVOTS);
        this.pivots.addAll(currencies);
    }

    /** @param candidates quotes of any pairs, in any order; those after {@code moment} are left out */
    public static NewestRates of(Collection<RateQuote> candidates, Moment moment, SourceOrder sources) {
        Map<Pair, List<RateQuote>> byPair = new HashMap<>();
        for (RateQuote quote : candidates) {
            byPair.computeIfAbsent(new Pair(quote.from(), quote.to()), pair -> new ArrayList<>())
                    .add(quote);
        }
        return new NewestRates(byPair, moment, sources);
    }

    @Override
    public Rate rate(String from, String to) {
        if (from.equals(to)) return Rate.SAME;
        return quoted(from, to).map(Leg::rate).or(() -> cross(from, to)).orElse(Rate.MISSING);
    }

    private Optional<Leg> quoted(String from, String to) {
        RateQuote direct = newest.get(new Pair(from, to));
        RateQuote inverse = newest.get(new Pair(to, from));
        if (direct == null && inverse == null) return Optional.empty();
        boolean takeDirect = inverse == null || direct != null && byAge().compare(direct, inverse) >= 0;
        return Optional.of(
                takeDirect
                        ? new Leg(direct, Conversion.direct(direct.rate()), Rate.Derivation.DIRECT)
                        : new Leg(inverse, Conversion.inverse(inverse.rate()), Rate.Derivation.INVERSE));
    }

    private Optional<Rate> cross(String from, String to) {
        for (String pivot : pivots) {
            if (pivot.equals(from) || pivot.equals(to)) continue;
            Optional<Leg> first = quoted(from, pivot);
            Optional<Leg> second = first.isEmpty() ? Optional.empty() : quoted(pivot, to);
            if (second.isPresent()) return Optional.of(crossed(first.get(), second.get()));
        }
        return Optional.empty();
    }

    private Rate crossed(Leg first, Leg second) {
        Leg older = byAge().compare(first.quote, second.quote) <= 0 ? first : second;
        return new Rate(
                first.conversion.then(second.conversion),
                Rate.Derivation.CROSS,
                Optional.of(older.quote.at()),
                List.of(first.quote, second.quote));
    }

    private Comparator<Quote> byAge() {
        return moment.byAge();
    }

    private record Pair(String from, String to) {}

    private record Leg(RateQuote quote, Conversion conversion, Rate.Derivation derivation) {
        Rate rate() {
            return new Rate(conversion, derivation, Optional.of(quote.at()), List.of(quote));
        }
    }
}
