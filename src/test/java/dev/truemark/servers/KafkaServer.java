package dev.truemark.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker in KRaft mode, in this JVM; its cluster id, topics and records last as long as its folder. */
final class KafkaServer implements AutoCloseable {

    private static final String NODE = "1";
    private static final String CONTROLLER = "CONTROLLER";

    private final KafkaRaftServer broker;
    private final int port;

    private KafkaServer(KafkaRaftServer broker, int port) {
        this.broker = broker;
        this.port = port;
    }

    static KafkaServer start(Path folder, int port, int controllerPort) throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        format(folder, logs);
        KafkaRaftServer broker =
                new KafkaRaftServer(KafkaConfig.fromProps(settings(logs, port, controllerPort)), Time.SYSTEM);
        broker.startup();
        return new KafkaServer(broker, port);
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    private static void format(Path folder, Path logs) throws Exception {
        new Formatter()
                .setClusterId(clusterId(folder))
                .setNodeId(Integer.parseInt(NODE))
                .setDirectories(List.of(logs.toString()))
                .setMetadataLogDirectory(logs.toString())
                .setControllerListenerName(CONTROLLER)
                .setIgnoreFormatted(true)
                .run();
    }

    private static String clusterId(Path folder) throws IOException {
        Path file = folder.resolve("cluster.id");
        if (!Files.exists(file)) {
            Files.writeString(file, Uuid.randomUuid().toString(), StandardCharsets.US_ASCII);
        }
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    private static Properties settings(Path logs, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", NODE);
        settings.setProperty("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.setProperty("controller.listener.names", CONTROLLER);
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.setProperty("log.dirs", logs.toString());
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "4");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("group.coordinator.rebalance.protocols", "classic,consumer");
        return settings;
    }

    @Override
    public void close() {
        broker.shutdown();
        broker.awaitShutdown();
    }
}
