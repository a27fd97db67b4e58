package dev.truemark.readme;

import dev.truemark.packaged.WithDemoUser;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application serves the README's example: on the JVM, and as a native executable with -Dnative. */
@QuarkusIntegrationTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(WithDemoUser.class)
class ReadmeExampleIT {
    @TestHTTPResource("/")
    URI truemark;

    @TempDir
    Path folder;

    @Test
    void sixtySharesThatCostNineThousandAreLeft() throws Exception {
        ReadmeExample example = ReadmeExample.read();

        example.check(example.run(truemark, folder));
    }
}
