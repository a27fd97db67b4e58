package dev.truemark.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.auth.Users;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example, run by bash as it stands there. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class ReadmeExampleTest {
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (example|answer):([a-z]+) -->\\n```[a-z]+\\n(.*?)\\n```", Pattern.DOTALL);
    private static final int PATIENCE_SECONDS = 120;

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
        List<MatchResult> blocks = blocks();

        JsonNode positions = lastLine(run(script(blocks)));

        assertThat(positions.get("positions")).hasSize(1);
        assertThat(positions.at("/positions/0/security_id").asText()).isEqualTo("SEC_AAPL");
        assertThat(positions.at("/positions/0/quantity").asText()).isEqualTo("60");
        assertThat(positions.at("/positions/0/cost_basis").asText()).isEqualTo("9000");
        assertSays(positions, new ObjectMapper().readTree(named(blocks, "answer", "positions")), "");
    }

    @Test
    void sentAgainItChangesNothing() throws Exception {
        List<MatchResult> blocks = blocks();
        JsonNode once = lastLine(run(script(blocks)));

        JsonNode twice = lastLine(run(script(blocks)));

        assertThat(twice.get("positions")).isEqualTo(once.get("positions"));
        assertThat(twice.get("books_hash")).isEqualTo(once.get("books_hash"));
    }

    private static List<MatchResult> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("README.md"))).results().toList();
    }

    private static String named(List<MatchResult> blocks, String kind, String name) {
        return blocks.stream()
                .filter(block -> block.group(1).equals(kind) && block.group(2).equals(name))
                .map(block -> block.group(3))
                .findFirst()
                .orElseThrow();
    }

    /** The example's blocks one after the other, each answer ended with a line break. */
    private static String script(List<MatchResult> blocks) {
        List<String> examples = blocks.stream()
                .filter(block -> block.group(1).equals("example"))
                .map(block -> block.group(3))
                .toList();
        assertThat(examples).hasSize(4);
        return "set -euo pipefail\n" + String.join("\necho\n", examples) + "\necho\n";
    }

    private String run(String script) throws Exception {
        Path file = Files.writeString(folder.resolve("example.sh"), script);
        Path output = folder.resolve("output");
        ProcessBuilder bash = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().put("TRUEMARK", truemark.toString().replaceAll("/$", ""));
        bash.environment().put("no_proxy", "*");
        Process process = bash.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0).as(said).isTrue();
        return said;
    }

    private static JsonNode lastLine(String output) throws IOException {
        return new ObjectMapper().readTree(output.lines().toList().getLast());
    }

    /** Everything that the README shows is in the answer. */
    private static void assertSays(JsonNode answer, JsonNode shown, String at) {
        if (shown.isValueNode()) {
            assertThat(answer).as(at).isEqualTo(shown);
        } else if (shown.isArray()) {
            assertThat(answer.size()).as(at).isEqualTo(shown.size());
            for (int i = 0; i < shown.size(); i++) assertSays(answer.get(i), shown.get(i), at + "/" + i);
        } else {
            shown.properties()
                    .forEach(field ->
                            assertSays(answer.path(field.getKey()), field.getValue(), at + "/" + field.getKey()));
        }
    }
}
