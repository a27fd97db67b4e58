package dev.truemark.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Stands in for a stage's own work on a record that made it throw: the record goes to the dead letters. */
final class DeadLetterWork implements StageWork.Immediate {
    private final String stage;
    private final Topics topics;
    private final Throwable cause;

    DeadLetterWork(String stage, Topics topics, Throwable cause) {
        this.stage = stage;
        this.topics = topics;
        this.cause = cause;
    }

    @Override
    public String stage() {
        return stage;
    }

    @Override
    public Uni<Written> write(SqlConnection tx, long batchId, List<InRecord> records) {
        String reason = "UNPROCESSABLE: " + cause.getClass().getSimpleName();
        List<OutRecord> letters =
                records.stream().map(r -> DeadLetter.of(topics, r, reason)).toList();
        List<ItemFate> fates = records.stream()
                .flatMap(r -> r.fate("INVALID", reason).stream())
                .toList();
        return Uni.createFrom().item(Written.of(letters, fates, knownAt -> {}));
    }
}
