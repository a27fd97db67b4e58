package dev.truemark.simulate;

import dev.truemark.core.market.Moment;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.market.MarketReads;
import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where a former run ended, read from what the service itself made of it: the books, and the prices last told. */
@ApplicationScoped
class Beginnings {
    private final LedgerReads ledger;
    private final MarketReads market;
    private final Pool pool;
    private final Clock clock;

    Beginnings(LedgerReads ledger, MarketReads market, Pool pool, Clock clock) {
        this.ledger = ledger;
        this.market = market;
        this.pool = pool;
        this.clock = clock;
    }

    /** @param firstDeposit cash of an account that is not there yet */
    Uni<Simulation.Beginning> of(UUID owner, List<String> accounts, BigDecimal firstDeposit) {
        return Multi.createFrom()
                .iterable(accounts)
                .onItem()
                .transformToUniAndConcatenate(id -> account(owner, id, firstDeposit))
                .collect()
                .asList()
                .chain(found -> prices().map(prices -> new Simulation.Beginning(prices, found)));
    }

    private Uni<SimulatedAccount> account(UUID owner, String id, BigDecimal firstDeposit) {
        return ledger.books(BooksQuery.now(owner, id))
                .map(books -> accountOf(id, books))
                .onFailure(Beginnings::isNotThere)
                .recoverWithItem(() -> new SimulatedAccount(id, firstDeposit, Map.of()));
    }

    private static SimulatedAccount accountOf(String id, Books books) {
        BigDecimal cash = books.cash().stream()
                .filter(each -> each.currency().equals(Listing.CURRENCY))
                .map(CashHolding::balance)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, BigDecimal> held = new HashMap<>();
        for (Holding holding : books.holdings()) {
            Listing.ofSecurity(holding.securityId())
                    .ifPresent(listing -> held.put(listing.symbol(), holding.quantity()));
        }
        return new SimulatedAccount(id, cash, held);
    }

    private static boolean isNotThere(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == CommonProblems.NOT_FOUND;
    }

    private Uni<Map<String, BigDecimal>> prices() {
        List<String> securities = Listing.ALL.stream().map(Listing::securityId).toList();
        return market.prices(pool, securities, Moment.at(clock.instant(), ZoneOffset.UTC), Optional.empty())
                .map(Beginnings::pricesOf);
    }

    private static Map<String, BigDecimal> pricesOf(PriceBook book) {
        Map<String, BigDecimal> prices = new HashMap<>();
        for (Listing listing : Listing.ALL) {
            book.priceOf(listing.securityId())
                    .map(Price::price)
                    .filter(price -> price.signum() > 0)
                    .ifPresent(price -> prices.put(listing.symbol(), price));
        }
        return prices;
    }
}
