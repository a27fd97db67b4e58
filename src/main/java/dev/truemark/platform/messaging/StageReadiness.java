package dev.truemark.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a stage has stopped because its topic is not the one that the books were read from. */
@Readiness
@ApplicationScoped
class StageReadiness implements HealthCheck {
    private final Stages stages;

    StageReadiness(Stages stages) {
        this.stages = stages;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("stages").up();
        for (Stage stage : stages.all()) {
            stage.stopped().ifPresent(why -> answer.down().withData(stage.name(), why));
            if (stage.stopped().isEmpty())
                answer.withData(stage.name(), stage.ownership().owned().size());
        }
        return answer.build();
    }
}
