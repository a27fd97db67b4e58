package dev.truemark.ledger;

import dev.truemark.market.MarketFactsCommitted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Tells the bookings that waited what has become known of the market. */
@ApplicationScoped
class MarketArrivals {
    private static final Logger LOG = Logger.getLogger(MarketArrivals.class);
    private final Healing healing;

    MarketArrivals(Healing healing) {
        this.healing = healing;
    }

    void committed(@Observes MarketFactsCommitted facts) {
        List<Healing.Arrival> arrivals = new ArrayList<>();
        facts.rates().forEach(r -> arrivals.addAll(Healing.Arrival.rate(r.from(), r.to(), r.at(), r.dateOnly())));
        facts.instrumentSymbols().forEach(symbol -> arrivals.add(Healing.Arrival.symbol(symbol)));
        healing.arrived(arrivals)
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("healing waits for the sweep: reason=%s", failure.toString()));
    }
}
