package dev.truemark.ledger;

import dev.truemark.platform.messaging.InRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class Commands {
    static final String HEAL = "dependency.arrived";

    Uni<List<Command>> read(List<InRecord> records, BatchPlan plan) {
        return Uni.createFrom().item(List.of());
    }
}
