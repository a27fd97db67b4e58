package dev.truemark.valuation;

import dev.truemark.core.valuation.PortfolioValue;
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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

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
    Uni<Valued> value(Books books) {
        if (!books.head().isNow()) return asKnown(books);
        return quotes.isReady() ? Uni.createFrom().item(live(books)) : warmingUp(books);
    }

    /** With the prices in the memory of this instance, as the live states of the stream are. */
    private Valued live(Books books) {
        ZoneId zone = books.head().zone();
        return quotes.read(now -> valued(
                books,
                new StoredMarket.Look(now.prices(zone), now.rates(zone)),
                new Basis(books.head().version(), now.offsets(), now.at())));
    }

    /** With what is stored, while the prices in memory are still being read. */
    private Uni<Valued> warmingUp(Books books) {
        return Snapshot.read(
                pool,
                tx -> market.stored(tx).chain(offsets -> {
                    Basis basis = new Basis(books.head().version(), offsets, now());
                    return market.at(tx, Wanted.of(books), basis, books.head().zone())
                            .map(look -> valued(books, look, basis));
                }));
    }

    private Uni<Valued> asKnown(Books books) {
        BooksHead head = books.head();
        Instant at = head.valuedAt(now());
        return Snapshot.read(pool, tx -> market.at(tx, Wanted.of(books), List.of(head.moment(at)), head.knownAt()))
                .map(looks -> valued(books, looks.getFirst(), new Basis(head.version(), null, at)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The state at {@code basis}, from nothing but facts: equal to that which any instance had there. 404 for a version
     * that never was; 503 while a price or a rate that the basis counts on is still on its way to the database.
     */
    public Uni<Valued> recompute(UUID owner, String portfolio, Basis basis) {
        return ledger.coldBooks(owner, portfolio, basis.portfolioVersion(), basis.evaluatedAt())
                .chain(books -> Snapshot.read(
                                pool,
                                tx -> market.holds(tx, basis)
                                        .invoke(stored -> {
                                            if (!stored) {
                                                throw ProblemException.unavailable(
                                                        "Some prices or rates of this basis are not stored yet.",
                                                        RETRY_AFTER);
                                            }
                                        })
                                        .chain(() -> market.at(
                                                tx,
                                                Wanted.of(books),
                                                basis,
                                                books.head().zone())))
                        .map(look -> valued(books, look, basis)));
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
