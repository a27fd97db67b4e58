package dev.truemark.performance;

import dev.truemark.market.Instrument;
import dev.truemark.market.MarketReads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** To which part of a portfolio a security belongs, by its instrument as known at the time of the answer. */
@ApplicationScoped
class Segments {
    static final String UNCLASSIFIED = "UNCLASSIFIED";

    private final MarketReads market;
    private final Pool pool;

    Segments(MarketReads market, Pool pool) {
        this.market = market;
        this.pool = pool;
    }

    enum By {
        SECURITY,
        ASSET_CLASS,
        SECTOR,
        COUNTRY,
        CURRENCY
    }

    /** The part of every security that was ever held. */
    Uni<UnaryOperator<String>> of(PortfolioHistory history, By by) {
        TreeSet<String> held = new TreeSet<>();
        history.days().forEach(day -> {
            held.addAll(day.positions().keySet());
            day.movements().forEach(each -> held.add(each.securityId()));
        });
        return of(held, history, by);
    }

    Uni<UnaryOperator<String>> of(Collection<String> securities, PortfolioHistory history, By by) {
        if (by == By.SECURITY) return Uni.createFrom().item(UnaryOperator.identity());
        return market.instruments(pool, securities, Optional.of(history.head().knownAt()))
                .map(known -> security -> nameOf(known, security, by));
    }

    private static String nameOf(Map<String, Instrument> known, String security, By by) {
        return Optional.ofNullable(known.get(security))
                .flatMap(each -> switch (by) {
                    case SECURITY -> Optional.of(security);
                    case ASSET_CLASS -> each.assetClass();
                    case SECTOR -> each.sector();
                    case COUNTRY -> each.country();
                    case CURRENCY -> each.currency();
                })
                .orElse(UNCLASSIFIED);
    }
}
