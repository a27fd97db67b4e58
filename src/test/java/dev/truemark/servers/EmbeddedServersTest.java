package dev.truemark.servers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    @TempDir
    Path folder;

    @Test
    void dataAndIdentityLastWhenTheServersAreKilledAndNothingIsLeftInTheWay() throws Exception {
        Map<String, String> before;
        String cluster;
        List<ProcessHandle> orphans;
        try (EmbeddedServers servers = EmbeddedServers.start(folder, Options.throwaway())) {
            before = servers.properties();
            sql(before, "CREATE TABLE kept AS SELECT 42 AS answer");
            cluster = createTopicAndDescribeCluster(before, "kept");
            orphans = postgresAndRedis();
            ProcessHandle jvm = ServersMain.find(folder.toRealPath()).orElseThrow();
            jvm.destroyForcibly();
            await().atMost(10, SECONDS).until(() -> !jvm.isAlive());
            assertThat(orphans).hasSize(2).allMatch(ProcessHandle::isAlive);

            try (EmbeddedServers again = EmbeddedServers.start(folder, Options.throwaway())) {
                assertThat(orphans).noneMatch(ProcessHandle::isAlive);
                Map<String, String> after = again.properties();
                assertThat(sql(after, "SELECT answer FROM kept")).isEqualTo(42);
                assertThat(createTopicAndDescribeCluster(after, "new")).isEqualTo(cluster);
                assertThat(topics(after)).contains("kept", "new");
                assertThat(after.get("smallrye.jwt.sign.key.location"))
                        .isEqualTo(before.get("smallrye.jwt.sign.key.location"));
            }
        }
        assertThat(postgresAndRedis()).isEmpty();
        assertThat(ServersMain.find(folder.toRealPath())).isEmpty();
    }

    private List<ProcessHandle> postgresAndRedis() throws Exception {
        Path real = folder.toRealPath();
        return Stream.of(real.resolve("postgres/data/postmaster.pid"), real.resolve("redis/redis.pid"))
                .filter(Files::exists)
                .flatMap(pidFile -> RecordedProcess.find(pidFile, real.toString()).stream())
                .toList();
    }

    private static int sql(Map<String, String> properties, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        properties.get("quarkus.datasource.jdbc.url"),
                        properties.get("quarkus.datasource.username"),
                        properties.get("quarkus.datasource.password"));
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return 0;
            }
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static String createTopicAndDescribeCluster(Map<String, String> properties, String topic) throws Exception {
        try (Admin admin = admin(properties)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(20, SECONDS);
            return admin.describeCluster().clusterId().get(20, SECONDS);
        }
    }

    private static List<String> topics(Map<String, String> properties) throws Exception {
        try (Admin admin = admin(properties)) {
            return List.copyOf(admin.listTopics().names().get(20, SECONDS));
        }
    }

    private static Admin admin(Map<String, String> properties) {
        return Admin.create(Map.of("bootstrap.servers", properties.get("kafka.bootstrap.servers")));
    }
}
