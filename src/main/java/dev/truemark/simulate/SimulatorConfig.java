package dev.truemark.simulate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The made-up market. Rates are from 0 (ticks: 1) to 10,000; start-up aborts beyond. */
@ConfigMapping(prefix = "truemark.simulator")
interface SimulatorConfig {
    /** Off unless asked for: what it sends are facts like any others, and stay. */
    @WithDefault("false")
    boolean enabled();

    /** Name of the user to whom the accounts belong. Nothing is sent before there is one. */
    @WithDefault("demo")
    String owner();

    /** The same seed gives the same events from the same beginning. */
    @WithDefault("20250102")
    long seed();

    @WithDefault("10")
    int ticksPerSecond();

    /** Over all accounts. */
    @WithDefault("12")
    int tradesPerMinute();

    /** Deposits, withdrawals and dividends over all accounts. */
    @WithDefault("60")
    int cashFlowsPerHour();

    /** How often each exchange rate is told. */
    @WithDefault("6")
    int ratesPerMinute();

    /** How long it runs; for ever unless given. */
    Optional<Duration> duration();

    /** Portfolio ids, at most 100. A further one is opened at the next start. */
    @WithDefault("ACC001,ACC002,ACC003")
    List<String> accounts();

    /** What each account begins with, in USD. */
    @WithDefault("100000")
    BigDecimal firstDeposit();

    /** Date of the first deposit. Changing it, or the amount, after a first run is refused by the ledger as a conflict. */
    @WithDefault("2025-01-02")
    LocalDate openedOn();
}
