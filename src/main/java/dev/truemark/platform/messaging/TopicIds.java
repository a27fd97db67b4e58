package dev.truemark.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** The broker's own ids of topics: a topic that is deleted and made anew under its old name has another. */
@ApplicationScoped
class TopicIds {
    private static final int TIMEOUT_SECONDS = 20;
    private final Admin admin;

    TopicIds(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.admin = Admin.create(new HashMap<>(kafka));
    }

    /** Blocks; for polling threads only. */
    String of(String topic) {
        try {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(topic)
                    .topicId()
                    .toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot describe topic " + topic, e);
        }
    }

    Admin admin() {
        return admin;
    }

    @PreDestroy
    void close() {
        admin.close(java.time.Duration.ofSeconds(2));
    }
}
