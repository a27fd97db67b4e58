package dev.truemark.servers;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** An instance that finds no Redis where one should listen, and leaves the stream to others. */
public final class Restricted implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:1", "truemark.roles", "api,ledger,market,analytics");
    }
}
