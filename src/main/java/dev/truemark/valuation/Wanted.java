package dev.truemark.valuation;

import dev.truemark.core.valuation.CashHolding;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.CashDay;
import dev.truemark.ledger.DailyBooks;
import dev.truemark.market.CurrencyPair;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Of what prices and rates are needed.
 *
 * @param base       currency of the portfolio
 * @param positions  securities in the currencies in which they are held
 * @param currencies in which there is cash
 */
record Wanted(String base, Set<Position> positions, Set<String> currencies) {
    record Position(String securityId, String currency) {}

    static Wanted of(Books books) {
        return new Wanted(
                books.head().baseCurrency(),
                books.holdings().stream()
                        .map(each -> new Position(each.securityId(), each.currency()))
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                books.cash().stream().map(CashHolding::currency).collect(Collectors.toSet()));
    }

    static Wanted of(BooksHead head, DailyBooks days) {
        return new Wanted(
                head.baseCurrency(),
                days.positions().stream()
                        .filter(each -> each.day().quantity().signum() != 0)
                        .map(each -> new Position(each.securityId(), each.day().currency()))
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                days.cash().stream().map(CashDay::currency).collect(Collectors.toSet()));
    }

    /** These, and securities that are not held. */
    Wanted and(List<String> others) {
        Set<Position> more = new LinkedHashSet<>(positions);
        others.forEach(each -> more.add(new Position(each, base)));
        return new Wanted(base, more, currencies);
    }

    /** These, and the rates of more currencies to the base. */
    Wanted in(Set<String> others) {
        Set<String> more = new HashSet<>(currencies);
        more.addAll(others);
        return new Wanted(base, positions, more);
    }

    List<String> securities() {
        return positions.stream().map(Position::securityId).distinct().toList();
    }

    /**
     * To the base from all that is held, and to the currency of each position from that of its prices.
     *
     * @param quotedIn the currencies of the prices of a security
     */
    Set<CurrencyPair> pairs(Function<String, Set<String>> quotedIn) {
        Set<CurrencyPair> pairs = new HashSet<>();
        currencies.forEach(currency -> pairs.add(new CurrencyPair(currency, base)));
        for (Position held : positions) {
            pairs.add(new CurrencyPair(held.currency(), base));
            for (String quoted : quotedIn.apply(held.securityId())) {
                pairs.add(new CurrencyPair(quoted, held.currency()));
            }
        }
        return pairs;
    }
}
