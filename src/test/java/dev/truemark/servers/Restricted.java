package dev.truemark.servers;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * An instance that finds no Redis where one should listen, leaves the stream to others, and simulates accounts for four seconds
 * of fifty ticks: 200 prices, 40 trades, a handful of cash movements.
 */
public final class Restricted implements QuarkusTestProfile {
    /** To whom the simulated accounts belong. */
    public static final String SIMULATED = "simulated";

    public static final String PASSWORD = "truemark-demo";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("quarkus.redis.hosts", "redis://127.0.0.1:1"),
                Map.entry("truemark.roles", "api,ledger,market,analytics"),
                Map.entry("truemark.demo.enabled", "true"),
                Map.entry("truemark.demo.username", SIMULATED),
                Map.entry("truemark.demo.email", "simulated@example.org"),
                Map.entry("truemark.demo.password", PASSWORD),
                Map.entry("truemark.simulator.enabled", "true"),
                Map.entry("truemark.simulator.owner", SIMULATED),
                Map.entry("truemark.simulator.ticks-per-second", "50"),
                Map.entry("truemark.simulator.trades-per-minute", "600"),
                Map.entry("truemark.simulator.cash-flows-per-hour", "9000"),
                Map.entry("truemark.simulator.duration", "PT4S"));
    }
}
