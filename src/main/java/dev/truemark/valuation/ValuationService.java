package dev.truemark.valuation;

import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.ValuationTerms;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.market.QuoteBook;
import dev.truemark.platform.persistence.Snapshot;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Portfolios at prices (DEFINITIONS 12 to 14, 22). Today means now, and the day of a given {@code known_at} means that
 * instant; any other day is valued at its end, with the prices and rates known at the instant asked for.
 */
@ApplicationScoped
public class ValuationService {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final LedgerReads ledger;
    private final QuoteBook quotes;
    private final StoredMarket market;
    private final StaleLimits limits;
    private final Pool pool;
    private final Clock clock;

    ValuationService(
            LedgerReads ledger, QuoteBook quotes, StoredMarket market, StaleLimits limits, Pool pool, Clock clock) {
        this.ledger = ledger;
        this.quotes = quotes;
        this.market = market;
        this.limits = limits;
        this.pool = pool;
        this.clock = clock;
    }

    public Uni<Valued> value(BooksQuery query) {
        return ledger.books(query).chain(this::value);
    }

    /** Books that are at hand, at the prices of their date and knowledge. */
    public Uni<Valued> value(Books books) {
        return look(books, Wanted.of(books), (look, basis) -> valued(books, look, basis));
    }

    /**
     * What else to look at in the market.
     *
     * @param currencies with their rates to the base
     * @param look       takes what it needs while the market stands still; must be quick
     */
    public record Also<T>(List<String> securities, Set<String> currencies, BiFunction<PriceBook, RateBook, T> look) {
        private Wanted wanted(Books books) {
            return Wanted.of(books).and(securities).in(currencies);
        }
    }

    /** A valuation, and what was seen in the same market. */
    public record Seen<T>(Valued valued, T also) {}

    /** Books as {@link #value(Books)} has them, and more of the same market. */
    public <T> Uni<Seen<T>> value(Books books, Also<T> also) {
        return look(books, also.wanted(books), (look, basis) -> seen(books, look, basis, also));
    }

    private <T> Seen<T> seen(Books books, StoredMarket.Look look, Basis basis, Also<T> also) {
        return new Seen<>(valued(books, look, basis), also.look().apply(look.prices(), look.rates()));
    }

    /** Books, and one unit of each of {@code others} and of all that is held, at the same prices and rates. */
    public Uni<ValuedUnits> valueWithUnits(BooksQuery query, List<String> others) {
        return ledger.books(query)
                .chain(books -> look(
                        books,
                        Wanted.of(books).and(others),
                        (look, basis) -> new ValuedUnits(
                                valued(books, look, basis), units(books, others, look, basis.evaluatedAt()))));
    }

    private Map<String, PositionValue> units(
            Books books, List<String> others, StoredMarket.Look look, Instant evaluatedAt) {
        ValuationTerms terms = terms(books, evaluatedAt);
        Map<String, PositionValue> units = new HashMap<>();
        others.forEach(each -> units.put(each, unit(each, terms.baseCurrency(), look, terms)));
        books.holdings()
                .forEach(each -> units.put(each.securityId(), unit(each.securityId(), each.currency(), look, terms)));
        return units;
    }

    private static PositionValue unit(
            String securityId, String currency, StoredMarket.Look look, ValuationTerms terms) {
        Holding one = new Holding(
                securityId,
                currency,
                BigDecimal.ONE,
                BigDecimal.ZERO,
                BaseAmount.ZERO,
                BigDecimal.ZERO,
                BaseAmount.ZERO);
        return PositionValue.of(one, look.prices(), look.rates(), terms);
    }

    private <T> Uni<T> look(Books books, Wanted wanted, BiFunction<StoredMarket.Look, Basis, T> value) {
        if (!books.head().isNow()) return asKnown(books.head(), wanted, value);
        return quotes.isReady() ? Uni.createFrom().item(live(books.head(), value)) : warmingUp(books, wanted, value);
    }

    /** With the prices in the memory of this instance, as the live states of the stream are. */
    private <T> T live(BooksHead head, BiFunction<StoredMarket.Look, Basis, T> value) {
        ZoneId zone = head.zone();
        return quotes.read(now -> value.apply(
                new StoredMarket.Look(now.prices(zone), now.rates(zone)),
                new Basis(head.version(), now.offsets(), now.at())));
    }

    /** With what is stored, while the prices in memory are still being read. */
    private <T> Uni<T> warmingUp(Books books, Wanted wanted, BiFunction<StoredMarket.Look, Basis, T> value) {
        return Snapshot.read(
                pool,
                tx -> market.stored(tx).chain(offsets -> {
                    Basis basis = new Basis(books.head().version(), offsets, now());
                    return market.at(tx, wanted, basis, books.head().zone()).map(look -> value.apply(look, basis));
                }));
    }

    private <T> Uni<T> asKnown(BooksHead head, Wanted wanted, BiFunction<StoredMarket.Look, Basis, T> value) {
        Instant at = head.valuedAt(now());
        return Snapshot.read(pool, tx -> market.at(tx, wanted, List.of(head.moment(at)), head.knownAt()))
                .map(looks -> value.apply(looks.get(0), new Basis(head.version(), null, at)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The state at {@code basis}, from nothing but facts: equal to that which any instance had there. 404 for a version
     * that never was; 503 while a price or a rate that the basis counts on is still on its way to the database.
     */
    public Uni<Valued> recompute(UUID owner, String portfolio, Basis basis) {
        return recompute(owner, portfolio, basis, new Also<>(List.of(), Set.of(), (prices, rates) -> Boolean.TRUE))
                .map(Seen::valued);
    }

    /** The same, and more of the same market. */
    public <T> Uni<Seen<T>> recompute(UUID owner, String portfolio, Basis basis, Also<T> also) {
        return ledger.coldBooks(owner, portfolio, basis.portfolioVersion(), basis.evaluatedAt())
                .chain(books -> Snapshot.read(pool, tx -> stored(tx, books, basis, also))
                        .map(look -> seen(books, look, basis, also)));
    }

    private Uni<StoredMarket.Look> stored(SqlConnection tx, Books books, Basis basis, Also<?> also) {
        return market.holds(tx, basis)
                .invoke(stored -> {
                    if (!stored) {
                        throw ProblemException.unavailable(
                                "Some prices or rates of this basis are not stored yet.", RETRY_AFTER);
                    }
                })
                .chain(() ->
                        market.at(tx, also.wanted(books), basis, books.head().zone()));
    }

    private Valued valued(Books books, StoredMarket.Look look, Basis basis) {
        PortfolioValue value = PortfolioValue.of(
                books.holdings(), books.cash(), look.prices(), look.rates(), terms(books, basis.evaluatedAt()));
        return new Valued(books, value, basis);
    }

    private ValuationTerms terms(Books books, Instant at) {
        return new ValuationTerms(books.head().baseCurrency(), books.head().zone(), at, limits.of(books));
    }
}
