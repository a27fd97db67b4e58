package dev.truemark.stream;

import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.Staleness;
import dev.truemark.core.valuation.ValuationTerms;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.HeldPosition;
import dev.truemark.ledger.InstrumentLabel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The newest books of a portfolio.
 *
 * @param staleness    how old the prices of what it holds may be
 * @param labels       what its securities are called
 * @param restatedFrom the first day that is another than in the books held before; empty where these only go on
 */
record LiveBooks(
        Books books, Staleness staleness, Map<String, InstrumentLabel> labels, Optional<LocalDate> restatedFrom) {

    static LiveBooks of(Books books, Staleness staleness) {
        return new LiveBooks(
                books,
                staleness,
                books.positions().stream()
                        .collect(Collectors.toUnmodifiableMap(HeldPosition::securityId, HeldPosition::instrument)),
                Optional.empty());
    }

    LiveBooks restated(Optional<LocalDate> from) {
        return new LiveBooks(books, staleness, labels, from);
    }

    PortfolioKey key() {
        return new PortfolioKey(books.head().owner(), books.head().id());
    }

    /** Unique for its owner. */
    String portfolioId() {
        return books.head().portfolioId();
    }

    String baseCurrency() {
        return books.head().baseCurrency();
    }

    ZoneId zone() {
        return books.head().zone();
    }

    /** The day that the books are of, in {@link #zone()}. */
    LocalDate asOf() {
        return books.head().asOf();
    }

    /** Grows with every batch that changed the books. */
    long version() {
        return books.head().version();
    }

    List<Holding> holdings() {
        return books.holdings();
    }

    List<CashHolding> cash() {
        return books.cash();
    }

    ValuationTerms terms(Instant at) {
        return new ValuationTerms(baseCurrency(), zone(), at, staleness);
    }

    /** Whether nothing is new here but what securities are called. */
    boolean isSameWithOtherLabels(LiveBooks other) {
        return version() == other.version() && isComparable(other) && !labels.equals(other.labels);
    }

    InstrumentLabel labelOf(String securityId) {
        return labels.getOrDefault(securityId, InstrumentLabel.NONE);
    }

    /** Securities held, now or before, that {@code names} means, by security or by symbol. */
    Set<String> securitiesNamed(Set<String> names) {
        return books.positions().stream()
                .filter(each -> names.contains(each.securityId())
                        || each.instrument().symbol() != null
                                && names.contains(each.instrument().symbol()))
                .map(HeldPosition::securityId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether both are figures of the same kind, so that a change from one to the other is a list of positions. */
    boolean isComparable(LiveBooks other) {
        return baseCurrency().equals(other.baseCurrency()) && zone().equals(other.zone()) && key().equals(other.key());
    }

    /** Whether these tell more than {@code other}: a later version, or a later day. */
    boolean isNewerThan(LiveBooks other) {
        return version() > other.version() || version() == other.version() && asOf().isAfter(other.asOf());
    }
}
