package dev.truemark.alert;

import dev.truemark.market.Tick;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Which securities had new prices since somebody asked, in this instance's quote book. Bounded: too many are all. */
final class Ticked implements Consumer<List<Tick>> {
    private static final int MOST = 20_000;

    private Set<String> securities = new HashSet<>();
    private boolean rates;
    private boolean everything = true;

    /**
     * What changed.
     *
     * @param rates      some rate did, so that whatever is in another currency may be worth something else
     * @param everything anything may have
     */
    record Seen(Set<String> securities, boolean rates, boolean everything) {
        boolean isNothing() {
            return securities.isEmpty() && !rates && !everything;
        }
    }

    @Override
    public synchronized void accept(List<Tick> ticks) {
        for (Tick tick : ticks) {
            switch (tick) {
                case Tick.PriceTick price -> securities.addAll(price.securities());
                case Tick.RateTick rate -> rates = true;
                case Tick.InstrumentTick terms ->
                    securities.add(terms.instrument().securityId());
                case Tick.Reloaded reloaded -> everything = true;
            }
        }
        if (securities.size() <= MOST) return;
        everything = true;
        securities = new HashSet<>();
    }

    /** What changed since the last call; at first, everything. */
    synchronized Seen take() {
        Seen seen = new Seen(securities, rates, everything);
        securities = new HashSet<>();
        rates = false;
        everything = false;
        return seen;
    }

    /** What could not be noted is told again. */
    synchronized void giveBack(Seen seen) {
        securities.addAll(seen.securities());
        rates |= seen.rates();
        everything |= seen.everything();
    }
}
