package dev.truemark.platform.messaging;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
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

    /** All stages of this instance, for health and metrics. */
    List<Stage> all() {
        return stages;
    }
}
