package dev.truemark.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** What the next revision of a transaction says, from the newest one that is known. */
@ApplicationScoped
class Revisions {
    private static final String NEWEST = """
            SELECT p.portfolio_id, f.*, f.details::text AS details_text
            FROM portfolio p JOIN transaction_fact f ON f.portfolio_key = p.key
            WHERE p.id = $1 AND p.owner_id = $2 AND p.deleted_at IS NULL
              AND f.source = $3 AND f.transaction_id = $4 AND f.superseded_batch IS NULL""";

    private final Pool pool;
    private final ObjectMapper json;

    Revisions(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** The content of {@code told} as the revision after the newest; fails with 404, 409 or 422. */
    Uni<JsonNode> correction(String id, UUID owner, ObjectNode told) {
        return newest(id, owner).map(row -> {
            int newest = row.getInteger("revision");
            identify(told, "portfolio_id", "portfolioId", row.getString("portfolio_id"));
            identify(told, "transaction_id", "transactionId", row.getString("transaction_id"));
            identify(told, "source", "source", row.getString("source"));
            if (!told.hasNonNull("revision")) return told.put("revision", newest + 1);
            JsonNode revision = told.get("revision");
            if (revision.canConvertToInt() && revision.intValue() <= newest) throw notNewer(newest);
            return told;
        });
    }

    /** A correction may not move a transaction: what the path names, the body may only repeat. */
    private static void identify(ObjectNode told, String snake, String camel, String value) {
        JsonNode given = told.hasNonNull(snake) ? told.get(snake) : told.get(camel);
        if (given != null && !given.isNull() && !given.asText().equals(value)) {
            throw ProblemException.invalid(snake, "IMMUTABLE", "A correction cannot change it.");
        }
        told.remove(camel);
        told.put(snake, value);
    }

    private static ProblemException notNewer(int newest) {
        return new ProblemException(
                IngestProblems.REVISION_NOT_NEWER, "Revision " + newest + " is known; a correction has a greater one.");
    }

    /** The newest content as its own reversal; fails with 404, also where it is reversed already. */
    Uni<JsonNode> reversal(String id, UUID owner) {
        return newest(id, owner).map(row -> {
            if (row.getBoolean("reversed")) throw none();
            ObjectNode content = ToldContent.of(row, json);
            return content.put("revision", row.getInteger("revision") + 1).put("reversed", true);
        });
    }

    private Uni<Row> newest(String id, UUID owner) {
        Optional<TransactionRef> ref = TransactionRef.decode(id);
        if (ref.isEmpty()) return Uni.createFrom().failure(none());
        return pool.preparedQuery(NEWEST)
                .execute(Tuple.of(
                        ref.get().portfolio(),
                        owner,
                        ref.get().key().source(),
                        ref.get().key().transactionId()))
                .map(rows -> {
                    if (rows.rowCount() == 0) throw none();
                    return rows.iterator().next();
                });
    }

    private static ProblemException none() {
        return ProblemException.notFound("You have no such transaction.");
    }
}
