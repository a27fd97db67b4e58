package dev.truemark.readme;

import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application serves the README's example: on the JVM, and as a native executable with -Dnative. */
@QuarkusIntegrationTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(ReadmeExampleIT.WithDemoUser.class)
class ReadmeExampleIT {
    @TestHTTPResource("/")
    URI truemark;

    @TempDir
    Path folder;

    public static final class WithDemoUser implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("truemark.demo.enabled", "true", "truemark.demo.password", "truemark-demo");
        }
    }

    @Test
    void sixtySharesThatCostNineThousandAreLeft() throws Exception {
        ReadmeExample example = ReadmeExample.read();

        example.check(example.run(truemark, folder));
    }
}
