package dev.truemark.packaged;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The user of the README; the broker soon misses an instance that was ended before it could leave. */
public final class WithDemoUser implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "truemark.demo.enabled",
                "true",
                "truemark.demo.password",
                "truemark-demo",
                "kafka.session.timeout.ms",
                "10000");
    }
}
