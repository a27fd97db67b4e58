package dev.truemark.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Requests that were accepted, and what became of their items. */
@ApplicationScoped
class IngestBatches {
    private static final String CLAIM = """
            INSERT INTO ingest_batch (id, owner_id, kind, items, idempotency_key, body_hash) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT DO NOTHING""";
    private static final String FINISH = """
            INSERT INTO ingest_batch (id, owner_id, kind, items, response) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (id) DO UPDATE SET response = coalesce(ingest_batch.response, excluded.response)""";
    private static final String FIND_KEY =
            "SELECT body_hash, response FROM ingest_batch WHERE owner_id = $1 AND idempotency_key = $2";
    private static final String FIND = "SELECT kind, items, response FROM ingest_batch WHERE id = $1 AND owner_id = $2";
    private static final String TAKEN = "SELECT count(*) FROM ingest_item WHERE ingest_batch = $1";

    private final Pool pool;
    private final ObjectMapper json;

    IngestBatches(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** @param answer empty while the request is being written, or where it was cut off before it was */
    record Former(String bodyHash, Optional<BatchView> answer) {}

    /** The request that the owner made with the key. */
    Uni<Optional<Former>> find(UUID owner, String key) {
        return pool.preparedQuery(FIND_KEY)
                .execute(Tuple.of(owner, key))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.<Former>empty()
                        : Optional.of(former(rows.iterator().next())));
    }

    private Former former(Row row) {
        return new Former(
                row.getString("body_hash"),
                Optional.ofNullable(row.getString("response")).map(this::read));
    }

    /** Keeps the key for this body; one that is kept already stays as it is. */
    Uni<Void> claim(UUID id, UUID owner, IngestKind kind, int items, String key, String bodyHash) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(id, owner, kind.listName(), items, key, bodyHash))
                .replaceWithVoid();
    }

    /** Keeps the answer once every record is acknowledged; the first one stays. */
    Uni<Void> finish(UUID owner, BatchView answer) {
        return pool.preparedQuery(FINISH)
                .execute(Tuple.of(
                        answer.batchId(), owner, answer.kind(), answer.items().size(), write(answer)))
                .replaceWithVoid();
    }

    /** The owner's request with the newest fates of its items; empty where there is none, or it is another's. */
    Uni<Optional<BatchView>> followed(UUID id, UUID owner) {
        return pool.preparedQuery(FIND).execute(Tuple.of(id, owner)).chain(rows -> {
            if (rows.rowCount() == 0) return Uni.createFrom().item(Optional.empty());
            Row row = rows.iterator().next();
            String response = row.getString("response");
            BatchView accepted = response != null
                    ? read(response)
                    : new BatchView(id, row.getString("kind"), null, row.getInteger("items"), 0, null, List.of());
            return followed(accepted).map(Optional::of);
        });
    }

    Uni<BatchView> followed(BatchView accepted) {
        return pool.preparedQuery(Fates.SELECT)
                .execute(Tuple.of(accepted.batchId()))
                .map(rows -> Fates.of(rows).applyTo(accepted));
    }

    /** How many items have been taken. */
    Uni<Long> taken(UUID id) {
        return pool.preparedQuery(TAKEN)
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private String write(BatchView answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer can always be written", e);
        }
    }

    private BatchView read(String answer) {
        try {
            return json.readValue(answer, BatchView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept answer can always be read", e);
        }
    }
}
