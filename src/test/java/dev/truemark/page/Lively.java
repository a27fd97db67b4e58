package dev.truemark.page;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Heartbeats often enough to wait for. */
public final class Lively implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("truemark.stream.heartbeat", "PT2S");
    }
}
