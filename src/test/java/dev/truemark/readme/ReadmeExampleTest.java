package dev.truemark.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.auth.Users;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class ReadmeExampleTest {
    @Inject
    Users users;

    @TestHTTPResource("/")
    URI truemark;

    @TempDir
    Path folder;

    /** As development makes it. */
    @BeforeEach
    void theDemoUserIsThere() throws Throwable {
        VertxContextSupport.subscribeAndAwait(
                () -> users.ensure("demo", "demo@example.org", "truemark-demo", Set.of("market:write")));
    }

    @Test
    void sixtySharesThatCostNineThousandAreLeft() throws Exception {
        ReadmeExample example = ReadmeExample.read();

        JsonNode positions = example.run(truemark, folder);

        example.check(positions);
    }

    @Test
    void sentAgainItChangesNothing() throws Exception {
        ReadmeExample example = ReadmeExample.read();
        JsonNode once = example.run(truemark, folder);

        JsonNode twice = example.run(truemark, folder);

        assertThat(twice.get("positions")).isEqualTo(once.get("positions"));
        assertThat(twice.get("books_hash")).isEqualTo(once.get("books_hash"));
    }
}
