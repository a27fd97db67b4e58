package dev.truemark.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * One made-up account, as far as it must know itself to do nothing that a broker would refuse: it sells only what it
 * holds and spends only what it has. Amounts in USD.
 */
final class SimulatedAccount {
    private static final BigDecimal FEE = new BigDecimal("1.00");
    private static final BigDecimal COMFORTABLE_CASH = new BigDecimal("50000");
    private static final int MAX_PERCENT_OF_CASH = 15;
    private static final int MAX_SHARES_SOLD = 50;
    private static final int BUYS_IN_TEN = 6;

    private final String portfolioId;
    private final Map<String, BigDecimal> holdings;
    private BigDecimal cash;

    /** @param holdings shares by symbol */
    SimulatedAccount(String portfolioId, BigDecimal cash, Map<String, BigDecimal> holdings) {
        this.portfolioId = portfolioId;
        this.cash = cash;
        this.holdings = new TreeMap<>(holdings);
        this.holdings.values().removeIf(quantity -> quantity.compareTo(BigDecimal.ONE) < 0);
    }

    String portfolioId() {
        return portfolioId;
    }

    BigDecimal cash() {
        return cash;
    }

    Map<String, BigDecimal> holdings() {
        return Map.copyOf(holdings);
    }

    /** Buys or sells at these prices; nothing where there is neither cash for one share nor a share to sell. */
    Optional<SimulatedEvent> trade(RandomGenerator random, Function<Listing, BigDecimal> prices) {
        boolean buyFirst = random.nextInt(10) < BUYS_IN_TEN;
        Optional<SimulatedEvent.Traded> trade = buyFirst
                ? buy(random, prices).or(() -> sell(random, prices))
                : sell(random, prices).or(() -> buy(random, prices));
        trade.ifPresent(this::book);
        return trade.map(each -> each);
    }

    /** A dividend, or else a deposit where cash is short and a withdrawal where it is plenty; in whole dollars. */
    SimulatedEvent cashFlow(RandomGenerator random) {
        if (!holdings.isEmpty() && random.nextBoolean()) return dividend(random);
        BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(5)).movePointRight(3);
        BigDecimal signed = cash.compareTo(COMFORTABLE_CASH) < 0 ? amount : amount.negate();
        cash = cash.add(signed);
        return new SimulatedEvent.Moved(portfolioId, signed);
    }

    private Optional<SimulatedEvent.Traded> buy(RandomGenerator random, Function<Listing, BigDecimal> prices) {
        Listing listing = Listing.ALL.get(random.nextInt(Listing.ALL.size()));
        BigDecimal budget = cash.multiply(BigDecimal.valueOf(1 + random.nextInt(MAX_PERCENT_OF_CASH)))
                .movePointLeft(2)
                .subtract(FEE);
        BigDecimal price = prices.apply(listing);
        BigDecimal quantity = budget.divide(price, 0, RoundingMode.DOWN);
        if (quantity.signum() <= 0) return Optional.empty();
        return Optional.of(new SimulatedEvent.Traded(portfolioId, true, listing, quantity, price, FEE));
    }

    private Optional<SimulatedEvent.Traded> sell(RandomGenerator random, Function<Listing, BigDecimal> prices) {
        if (holdings.isEmpty()) return Optional.empty();
        Listing listing = held(random);
        int most = holdings.get(listing.symbol())
                .min(BigDecimal.valueOf(MAX_SHARES_SOLD))
                .intValue();
        BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(most));
        return Optional.of(
                new SimulatedEvent.Traded(portfolioId, false, listing, quantity, prices.apply(listing), FEE));
    }

    private SimulatedEvent dividend(RandomGenerator random) {
        Listing listing = held(random);
        BigDecimal perShare = BigDecimal.valueOf(10 + random.nextInt(90), 2);
        BigDecimal amount = holdings.get(listing.symbol()).multiply(perShare);
        cash = cash.add(amount);
        return new SimulatedEvent.Paid(portfolioId, listing, amount);
    }

    private Listing held(RandomGenerator random) {
        List<Listing> held = Listing.ALL.stream()
                .filter(each -> holdings.containsKey(each.symbol()))
                .toList();
        return held.get(random.nextInt(held.size()));
    }

    private void book(SimulatedEvent.Traded trade) {
        BigDecimal units = trade.buy() ? trade.quantity() : trade.quantity().negate();
        BigDecimal left = holdings.merge(trade.listing().symbol(), units, BigDecimal::add);
        if (left.compareTo(BigDecimal.ONE) < 0) holdings.remove(trade.listing().symbol());
        cash = cash.add(trade.cash());
        boolean overdrawn = trade.buy() && cash.signum() < 0;
        if (left.signum() < 0 || overdrawn) throw new IllegalStateException("oversold or overdrawn: " + trade);
    }
}
