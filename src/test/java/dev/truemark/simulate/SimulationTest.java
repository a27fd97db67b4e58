package dev.truemark.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.simulate.Simulation.Beginning;
import dev.truemark.simulate.Simulation.Pace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
    private static final BigDecimal DEPOSIT = new BigDecimal("100000");
    private static final int TEN_MINUTES = 10 * 60 * 10;

    @Test
    void theSameSeedTellsTheSameStory() {
        assertThat(run(42, TEN_MINUTES)).isEqualTo(run(42, TEN_MINUTES)).isNotEqualTo(run(43, TEN_MINUTES));
    }

    @Test
    void itOpensWithTenSharesTheirPricesTwoRatesAndThreeDeposits() {
        List<SimulatedEvent> opening = simulation(1).opening();

        assertThat(only(SimulatedEvent.Listed.class, opening)).hasSize(10);
        assertThat(only(SimulatedEvent.Priced.class, opening))
                .map(each -> each.listing().symbol())
                .containsExactlyElementsOf(
                        Listing.ALL.stream().map(Listing::symbol).toList());
        assertThat(only(SimulatedEvent.Rated.class, opening))
                .map(each -> each.from() + each.to())
                .containsExactly("EURUSD", "GBPUSD");
        assertThat(only(SimulatedEvent.Opened.class, opening))
                .containsExactly(
                        new SimulatedEvent.Opened("ACC001", DEPOSIT),
                        new SimulatedEvent.Opened("ACC002", DEPOSIT),
                        new SimulatedEvent.Opened("ACC003", DEPOSIT));
    }

    /** At 10 ticks a second ten minutes are 6,000 ticks, 300 trades (30 a minute), 20 flows (120 an hour), 60 × 2 rates. */
    @Test
    void itKeepsItsPace() {
        List<SimulatedEvent> events = run(5, TEN_MINUTES);

        assertThat(only(SimulatedEvent.Priced.class, events)).hasSize(6_000);
        assertThat(only(SimulatedEvent.Traded.class, events)).hasSize(300);
        assertThat(only(SimulatedEvent.Rated.class, events)).hasSize(120);
        assertThat(only(SimulatedEvent.Moved.class, events).size()
                        + only(SimulatedEvent.Paid.class, events).size())
                .isEqualTo(20);
    }

    /** Folded here from the events alone, as a stranger would. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noAccountIsEverOversoldOrOverdrawn(long seed) {
        Map<String, BigDecimal> cash = new HashMap<>();
        Map<String, BigDecimal> shares = new HashMap<>();
        List.of("ACC001", "ACC002", "ACC003").forEach(each -> cash.put(each, DEPOSIT));
        for (SimulatedEvent event : run(seed, 5 * TEN_MINUTES)) {
            switch (event) {
                case SimulatedEvent.Traded t -> {
                    BigDecimal amount = t.quantity().multiply(t.price());
                    BigDecimal paid = t.buy() ? amount.add(t.fees()).negate() : amount.subtract(t.fees());
                    BigDecimal units = t.buy() ? t.quantity() : t.quantity().negate();
                    String position = t.portfolioId() + t.listing().symbol();
                    assertThat(cash.merge(t.portfolioId(), paid, BigDecimal::add))
                            .isNotNegative();
                    assertThat(shares.merge(position, units, BigDecimal::add)).isNotNegative();
                }
                case SimulatedEvent.Moved m ->
                    assertThat(cash.merge(m.portfolioId(), m.amount(), BigDecimal::add))
                            .isNotNegative();
                case SimulatedEvent.Paid p -> {
                    assertThat(shares.get(p.portfolioId() + p.listing().symbol()))
                            .isPositive();
                    cash.merge(p.portfolioId(), p.amount(), BigDecimal::add);
                }
                case SimulatedEvent.Listed l -> assertThat(l).isNotNull();
                case SimulatedEvent.Priced p -> assertThat(p.price()).isPositive();
                case SimulatedEvent.Rated r -> assertThat(r.rate()).isPositive();
                case SimulatedEvent.Opened o -> assertThat(o).isNotNull();
            }
        }
    }

    @Test
    void anAccountThatWasOverdrawnByOthersSellsAndDoesNotBuy() {
        SimulatedAccount account =
                new SimulatedAccount("ACC001", new BigDecimal("-500"), Map.of("AAPL", new BigDecimal("1")));
        Simulation simulation =
                new Simulation(1, new Pace(1, 60, 0, 0), DEPOSIT, new Beginning(Map.of(), List.of(account)));

        assertThat(only(SimulatedEvent.Traded.class, simulation.step()))
                .singleElement()
                .matches(trade -> !trade.buy());
        assertThat(account.holdings()).isEmpty();
        // 1 share at 225.00, less a fee of 1.00, unless AAPL itself ticked: at most 1 % away
        assertThat(account.cash()).isBetween(new BigDecimal("-278.25"), new BigDecimal("-273.75"));
        assertThat(only(SimulatedEvent.Traded.class, simulation.step())).isEmpty();
    }

    @Test
    void aPaceBeyondItsBoundsIsRefusedByName() {
        assertThatThrownBy(() -> new Pace(0, 1, 1, 1)).hasMessageContaining("truemark.simulator.ticks-per-second");
        assertThatThrownBy(() -> new Pace(1, 10_001, 1, 1)).hasMessageContaining("trades-per-minute");
    }

    private static List<SimulatedEvent> run(long seed, int steps) {
        Simulation simulation = simulation(seed);
        List<SimulatedEvent> events = new ArrayList<>();
        for (int i = 0; i < steps; i++) events.addAll(simulation.step());
        return events;
    }

    private static Simulation simulation(long seed) {
        List<SimulatedAccount> accounts = List.of("ACC001", "ACC002", "ACC003").stream()
                .map(id -> new SimulatedAccount(id, DEPOSIT, Map.of()))
                .toList();
        return new Simulation(seed, new Pace(10, 30, 120, 6), DEPOSIT, new Beginning(Map.of(), accounts));
    }

    private static <E extends SimulatedEvent> List<E> only(Class<E> kind, List<SimulatedEvent> events) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
