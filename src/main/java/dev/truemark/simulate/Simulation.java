package dev.truemark.simulate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The whole made-up world, step by step. A step is one tick and whatever else falls due by counting ticks, so what
 * happens depends on the seed and the beginning only, never on a clock.
 */
final class Simulation {
    private static final String GENERATOR = "L64X128MixRandom";
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private final RandomGenerator random;
    private final MarketWalk market;
    private final List<SimulatedAccount> accounts;
    private final BigDecimal firstDeposit;
    private final int ticksPerSecond;
    private final Due trades;
    private final Due cashFlows;
    private final Due rates;

    Simulation(long seed, Pace pace, BigDecimal firstDeposit, Beginning beginning) {
        this.random = RandomGeneratorFactory.of(GENERATOR).create(seed);
        this.market = new MarketWalk(random, beginning.prices());
        this.accounts = List.copyOf(beginning.accounts());
        this.firstDeposit = firstDeposit;
        this.ticksPerSecond = pace.ticksPerSecond();
        this.trades = new Due(pace.tradesPerMinute(), MINUTE * ticksPerSecond);
        this.cashFlows = new Due(pace.cashFlowsPerHour(), HOUR * ticksPerSecond);
        this.rates = new Due(pace.ratesPerMinute(), MINUTE * ticksPerSecond);
    }

    /** How much happens; all of it per unit of simulated time, in which every second has {@code ticksPerSecond}. */
    record Pace(int ticksPerSecond, int tradesPerMinute, int cashFlowsPerHour, int ratesPerMinute) {
        private static final int MOST = 10_000;

        Pace {
            within(1, "ticks-per-second", ticksPerSecond);
            within(0, "trades-per-minute", tradesPerMinute);
            within(0, "cash-flows-per-hour", cashFlowsPerHour);
            within(0, "rates-per-minute", ratesPerMinute);
        }

        private static void within(int least, String name, int value) {
            if (value < least || value > MOST) {
                throw new IllegalArgumentException(
                        "truemark.simulator." + name + " must be from " + least + " to " + MOST + ": " + value);
            }
        }
    }

    /**
     * From where it goes on.
     *
     * @param prices last prices by symbol; may be empty
     */
    record Beginning(Map<String, BigDecimal> prices, List<SimulatedAccount> accounts) {}

    /** What must be there before anything happens: instruments, prices, rates, and money. */
    List<SimulatedEvent> opening() {
        List<SimulatedEvent> events = new ArrayList<>();
        Listing.ALL.forEach(listing -> events.add(new SimulatedEvent.Listed(listing)));
        events.addAll(market.rates());
        events.addAll(market.quotes());
        accounts.forEach(account -> events.add(new SimulatedEvent.Opened(account.portfolioId(), firstDeposit)));
        return events;
    }

    /** The events of the next tick. */
    List<SimulatedEvent> step() {
        List<SimulatedEvent> events = new ArrayList<>();
        events.add(market.tick());
        for (int i = rates.tick(); i > 0; i--) events.addAll(market.rates());
        for (int i = cashFlows.tick(); i > 0; i--) events.add(anyAccount().cashFlow(random));
        for (int i = trades.tick(); i > 0; i--)
            anyAccount().trade(random, market::price).ifPresent(events::add);
        return events;
    }

    private SimulatedAccount anyAccount() {
        return accounts.get(random.nextInt(accounts.size()));
    }

    /** Spreads {@code times} evenly over {@code ticks}. */
    private static final class Due {
        private final int times;
        private final int ticks;
        private long owed;

        Due(int times, int ticks) {
            this.times = times;
            this.ticks = ticks;
        }

        /** How often it falls due at this tick. */
        int tick() {
            owed += times;
            int due = Math.toIntExact(owed / ticks);
            owed %= ticks;
            return due;
        }
    }
}
