package dev.truemark.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevServersTest {

    @ParameterizedTest(name = "servers start for the goals {0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    goals [quarkus:dev]                                                 | true
                    goals [clean, quarkus:dev]                                          | true
                    goals [compile, quarkus:dev, x:y]                                   | true
                    goals [io.quarkus.platform:quarkus-maven-plugin:3.32.1:dev]         | true
                    goals [io.quarkus.platform:quarkus-maven-plugin:dev]                | true
                    goals [verify]                                                      | false
                    goals [clean, package]                                              | false
                    goals [quarkus:test]                                                | false
                    goals [quarkus:build]                                               | false
                    goals [deploy:dev]                                                  | false
                    """)
    void onlyDevelopmentStartsServers(String goals, boolean development) {
        assertThat(DevServers.isDevelopment(goals)).isEqualTo(development);
    }

    @Test
    void anAddressIsTakenFromTheCommandLineTheEnvironmentOrTheDotEnvFile() {
        Properties system = new Properties();
        system.setProperty("kafka.bootstrap.servers", "kafka.example:9092");
        UnaryOperator<String> given = DevServers.given(
                system,
                Map.of("QUARKUS_REDIS_HOSTS", "redis://environment", "KAFKA_BOOTSTRAP_SERVERS", "other:9092"),
                Map.of("_DEV_QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://file/db"));

        assertThat(given.apply("kafka.bootstrap.servers")).isEqualTo("kafka.example:9092");
        assertThat(given.apply("quarkus.redis.hosts")).isEqualTo("redis://environment");
        assertThat(given.apply("quarkus.datasource.reactive.url")).isEqualTo("postgresql://file/db");
        assertThat(given.apply("quarkus.datasource.jdbc.url")).isNull();
    }
}
