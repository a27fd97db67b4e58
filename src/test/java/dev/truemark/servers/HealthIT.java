package dev.truemark.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.truemark.packaged.Pair;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Pair.Started.class)
class HealthIT {

    @Test
    void thePackagedApplicationIsUpInProductionModeWithGivenAddresses(Pair pair) {
        RestAssured.get(pair.one().uri() + "/q/health").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    @DisabledIfSystemProperty(
            named = "truemark.packaged.native",
            matches = "true",
            disabledReason = "an executable has no files of its own")
    void noEmbeddedServerIsInTheProductionArtifact() throws IOException {
        List<String> files;
        try (Stream<Path> all = Files.walk(Path.of("target", "quarkus-app"))) {
            files = all.map(path -> path.getFileName().toString()).toList();
        }

        assertThat(files).anyMatch(file -> file.startsWith("io.quarkus.quarkus-rest-"));
        assertThat(files)
                .noneMatch(file -> file.contains("embedded"))
                .noneMatch(file -> file.startsWith("io.zonky"))
                .noneMatch(file -> file.startsWith("org.apache.kafka.kafka_"))
                .noneMatch(file -> file.startsWith("org.apache.kafka.kafka-server"))
                .noneMatch(file -> file.startsWith("org.scala-lang"))
                .noneMatch(file -> file.contains("testcontainers"));
    }
}
