package dev.truemark.backtest;

import dev.truemark.backtest.BacktestRequest.Asked;
import dev.truemark.core.backtest.Backtest;
import dev.truemark.core.backtest.BacktestException;
import dev.truemark.core.backtest.PastMarket;
import dev.truemark.core.market.Moment;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.valuation.Staleness;
import dev.truemark.ledger.InstrumentLabel;
import dev.truemark.market.CurrencyPair;
import dev.truemark.market.Instrument;
import dev.truemark.market.MarketReads;
import dev.truemark.platform.persistence.Snapshot;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.valuation.StaleLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs strategies over what is stored of prices and rates, as known at one instant. */
@ApplicationScoped
class Backtests {
    private final MarketReads market;
    private final StaleLimits limits;
    private final HeavyWork heavy;
    private final Pool pool;
    private final Engine engine;

    Backtests(MarketReads market, StaleLimits limits, HeavyWork heavy, Pool pool, Engine engine) {
        this.market = market;
        this.limits = limits;
        this.heavy = heavy;
        this.pool = pool;
        this.engine = engine;
    }

    /** The ends of days from {@code first} on. */
    private record Read(
            Instant knownAt, LocalDate first, List<PriceBook> prices, List<RateBook> rates, Staleness staleness)
            implements PastMarket {
        @Override
        public PriceBook prices(LocalDate date) {
            return prices.get(place(date));
        }

        @Override
        public RateBook rates(LocalDate date) {
            return rates.get(place(date));
        }

        private int place(LocalDate date) {
            return (int) ChronoUnit.DAYS.between(first, date);
        }
    }

    /** 422 where a trade cannot be valued, or nothing traded, or the instant is not known yet. */
    Uni<BacktestView> run(Asked asked, Optional<Instant> knownAt) {
        return Snapshot.read(pool, tx -> read(tx, asked, knownAt)).chain(read -> heavy.run(() -> run(asked, read)));
    }

    private BacktestView run(Asked asked, Read read) {
        try {
            Backtest found = Backtest.run(asked.setup(), asked.strategy(), read, read.staleness());
            return BacktestView.of(asked, found, read.knownAt(), engine.version());
        } catch (BacktestException refused) {
            throw refused(refused);
        }
    }

    private Uni<Read> read(SqlConnection tx, Asked asked, Optional<Instant> knownAt) {
        List<Moment> moments = asked.first()
                .datesUntil(asked.setup().to().plusDays(1))
                .map(date -> Moment.endOf(date, ZoneOffset.UTC))
                .toList();
        Collection<String> securities = asked.strategy().securities();
        return market.newest(tx).chain(newest -> {
            Instant at = knownAt.orElse(newest);
            if (at.isAfter(newest)) {
                throw ProblemException.invalid("known_at", "OUT_OF_RANGE", "Nothing is known of that instant yet.");
            }
            Optional<Instant> known = Optional.of(at);
            return market.prices(tx, securities, moments, known)
                    .chain(prices -> market.rates(tx, pairs(asked, prices), moments, known)
                            .chain(rates -> market.instruments(tx, securities, known)
                                    .map(terms ->
                                            new Read(at, asked.first(), prices, rates, limits.of(labels(terms))))));
        });
    }

    private static Set<CurrencyPair> pairs(Asked asked, List<PriceBook> prices) {
        Set<CurrencyPair> pairs = new HashSet<>();
        for (PriceBook book : prices) {
            for (String security : asked.strategy().securities()) {
                book.priceOf(security)
                        .map(Price::currency)
                        .ifPresent(currency -> pairs.add(
                                new CurrencyPair(currency, asked.setup().baseCurrency())));
            }
        }
        return pairs;
    }

    private static Map<String, InstrumentLabel> labels(Map<String, Instrument> terms) {
        Map<String, InstrumentLabel> labels = new HashMap<>();
        terms.forEach((security, each) -> labels.put(
                security,
                new InstrumentLabel(
                        each.name().orElse(null),
                        each.symbol().orElse(null),
                        each.assetClass().orElse(null))));
        return labels;
    }

    private static ProblemException refused(BacktestException refused) {
        String what = refused.securityId() + " on " + refused.date();
        return switch (refused.why()) {
            case NO_PRICE -> ProblemException.invalid("strategy", "NO_PRICE", "There is no price of " + what + ".");
            case NO_RATE -> ProblemException.invalid("base_currency", "NO_RATE", "There is no rate for " + what + ".");
            case CURRENCY_CHANGED ->
                ProblemException.invalid("strategy", "CURRENCY_CHANGED", "The price has another currency: " + what);
            case NOT_PER_UNIT ->
                ProblemException.invalid("strategy", "NOT_PER_UNIT", "The price is not one of a unit: " + what);
            case NO_TRADING_DAY ->
                ProblemException.invalid("from", "NO_TRADING_DAY", "No day has a price, so nothing can be traded.");
        };
    }
}
