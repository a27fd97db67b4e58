package dev.truemark.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.truemark.packaged.WithDemoUser;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(WithDemoUser.class)
class HealthIT {

    @Test
    void thePackagedApplicationIsUpInProductionModeWithGivenAddresses() {
        RestAssured.get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    @DisabledOnIntegrationTest(
            value = "an executable has no files of its own",
            forArtifactTypes = DisabledOnIntegrationTest.ArtifactType.NATIVE_BINARY)
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
