package dev.truemark.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The example of the README: its fenced blocks as they stand there, run by bash one after the other. */
final class ReadmeExample {
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (example|answer):([a-z]+) -->\\n```[a-z]+\\n(.*?)\\n```", Pattern.DOTALL);
    private static final int PATIENCE_SECONDS = 120;

    private final List<MatchResult> blocks;

    private ReadmeExample(List<MatchResult> blocks) {
        this.blocks = blocks;
    }

    static ReadmeExample read() throws IOException {
        return new ReadmeExample(
                BLOCK.matcher(Files.readString(Path.of("README.md"))).results().toList());
    }

    /**
     * What the last block is answered.
     *
     * @param folder for the script and what it says
     */
    JsonNode run(URI truemark, Path folder) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("example.sh"), script());
        Path output = folder.resolve("output");
        ProcessBuilder bash = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().put("TRUEMARK", truemark.toString().replaceAll("/$", ""));
        bash.environment().put("no_proxy", "*");
        Process process = bash.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended && process.exitValue() == 0).as(said).isTrue();
        return new ObjectMapper().readTree(said.lines().toList().getLast());
    }

    /** 60 shares at a cost of 9,000, and everything else that the README shows of the answer. */
    void check(JsonNode positions) throws IOException {
        assertThat(positions.get("positions")).hasSize(1);
        assertThat(positions.at("/positions/0/security_id").asText()).isEqualTo("SEC_AAPL");
        assertThat(positions.at("/positions/0/quantity").asText()).isEqualTo("60");
        assertThat(positions.at("/positions/0/cost_basis").asText()).isEqualTo("9000");
        assertSays(positions, new ObjectMapper().readTree(texts("answer").getFirst()), "");
    }

    private String script() {
        List<String> examples = texts("example");
        assertThat(examples).hasSize(4);
        return "set -euo pipefail\n" + String.join("\necho\n", examples) + "\necho\n";
    }

    private List<String> texts(String kind) {
        return blocks.stream()
                .filter(block -> block.group(1).equals(kind))
                .map(block -> block.group(3))
                .toList();
    }

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
