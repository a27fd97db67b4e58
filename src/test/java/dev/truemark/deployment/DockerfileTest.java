package dev.truemark.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {

    @ParameterizedTest
    @CsvSource({
        "jvm, eclipse-temurin:25\\.\\d+\\.\\d+_\\d+-jre-\\w+",
        "native, registry.access.redhat.com/ubi9/ubi-minimal:\\d+\\.\\d+",
        "native-micro, quay.io/quarkus/ubi9-quarkus-micro-image:\\d+\\.\\d+",
    })
    void theBaseIsPinnedByItsWholeTag(String kind, String base) throws IOException {
        assertThat(Dockerfile.read(kind).instructions().getFirst().replaceAll(" AS \\w+$", ""))
                .matches("FROM " + base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native", "native-micro"})
    void itRunsAsNobodyInParticularAndWritesNothing(String kind) throws IOException {
        Dockerfile image = Dockerfile.read(kind);

        assertThat(image.last("USER")).isEqualTo("10001:10001");
        assertThat(image.last("EXPOSE")).isEqualTo("8080");
        assertThat(image.instructions()).noneMatch(line -> line.startsWith("VOLUME") || line.startsWith("ADD "));
        assertThat(image.instructions().stream().filter(line -> line.startsWith("COPY") && line.contains("target/")))
                .isNotEmpty()
                .allMatch(line -> line.contains("--chown=root:root"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native", "native-micro"})
    void theProcessIsTheServiceItself(String kind) throws IOException {
        List<?> entry = new ObjectMapper().readValue(Dockerfile.read(kind).last("ENTRYPOINT"), List.class);

        assertThat(entry.getFirst().equals("./truemark")
                        || entry.get(2).toString().startsWith("exec java "))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}: {1} is exit {2}")
    @CsvSource({
        "jvm, 200, 0",
        "jvm, 503, 1",
        "native, 200, 0",
        "native, 503, 1",
        "native-micro, 200, 0",
        "native-micro, 503, 1",
    })
    void theHealthCheckFollowsReadiness(String kind, int status, int exit) throws IOException, InterruptedException {
        String check = Dockerfile.read(kind).last("HEALTHCHECK").replaceFirst("^.*CMD ", "");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            List<?> command = new ObjectMapper().readValue(check, List.class);
            ProcessBuilder builder =
                    new ProcessBuilder(command.stream().map(Object::toString).toList());
            builder.environment()
                    .put("QUARKUS_HTTP_PORT", String.valueOf(server.getAddress().getPort()));
            assertThat(builder.redirectErrorStream(true).start().waitFor()).isEqualTo(exit);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theCacheThatIsMadeAtBuildIsTheOneThatIsUsed() throws IOException {
        List<String> instructions = Dockerfile.read("jvm").instructions();
        String cache = "/opt/truemark/truemark.aot";

        assertThat(instructions)
                .anyMatch(line -> line.startsWith("RUN") && line.contains("-XX:AOTCacheOutput=" + cache));
        assertThat(instructions).contains("COPY --from=training " + cache + " ./");
        assertThat(Dockerfile.read("jvm").last("ENTRYPOINT")).contains("-XX:AOTCache=" + cache);
    }
}
