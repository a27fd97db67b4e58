package dev.truemark.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes the stages of this instance and knows them all. */
@ApplicationScoped
public class Stages {
    private final StageRunner runner;
    private final Pool pool;
    private final TopicIds topicIds;
    private final List<Stage> stages = new CopyOnWriteArrayList<>();

    Stages(StageRunner runner, Pool pool, TopicIds topicIds) {
        this.runner = runner;
        this.pool = pool;
        this.topicIds = topicIds;
    }

    public Stage create(StageWork work) {
        StageOwnership ownership = new StageOwnership(work.stage(), pool, topicIds);
        runner.relay().serve(work.stage(), ownership);
        Stage stage = new Stage(runner, ownership, work);
        stages.add(stage);
        return stage;
    }

    /** Before the connections close, so that nothing waits for a database that is not coming back. */
    void close(@Observes ShutdownEvent stopping) {
        stages.forEach(stage -> stage.ownership().close());
        runner.relay().close();
    }

    /** All stages of this instance, for health and metrics. */
    List<Stage> all() {
        return stages;
    }
}
