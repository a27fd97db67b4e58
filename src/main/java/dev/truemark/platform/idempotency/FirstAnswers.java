package dev.truemark.platform.idempotency;

import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/**
 * The first answers to writes that had a key. Key, effect and answer are of one transaction: a write that fails leaves
 * its key free, and one under the same key waits until the other has ended.
 */
public final class FirstAnswers {
    private static final String CLAIM = """
            INSERT INTO idempotent_write (owner_id, idempotency_key, request_hash) VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING RETURNING 1""";
    private static final String FORMER =
            "SELECT request_hash, response FROM idempotent_write WHERE owner_id = $1 AND idempotency_key = $2";
    private static final String ANSWER =
            "UPDATE idempotent_write SET response = $3 WHERE owner_id = $1 AND idempotency_key = $2";

    private FirstAnswers() {}

    /**
     * Takes the key for the transaction of {@code tx}, or finds what was answered under it; then nothing is to be done.
     * Fails with 409 if the key stands for another request.
     */
    public static Uni<Optional<String>> claim(SqlConnection tx, IdempotencyKey key) {
        return tx.preparedQuery(CLAIM)
                .execute(Tuple.of(key.owner(), key.value(), key.requestHash()))
                .chain(claimed -> claimed.size() > 0
                        ? Uni.createFrom().item(Optional.<String>empty())
                        : former(tx, key).map(Optional::of));
    }

    /** What the caller is told, and is told again whenever he asks under this key. */
    public static Uni<Void> keep(SqlConnection tx, IdempotencyKey key, String answer) {
        return tx.preparedQuery(ANSWER)
                .execute(Tuple.of(key.owner(), key.value(), answer))
                .replaceWithVoid();
    }

    private static Uni<String> former(SqlConnection tx, IdempotencyKey key) {
        return tx.preparedQuery(FORMER)
                .execute(Tuple.of(key.owner(), key.value()))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    if (row.getString(0).equals(key.requestHash())) return row.getString(1);
                    throw new ProblemException(
                            CommonProblems.IDEMPOTENCY_KEY_REUSED,
                            "The key stands for another request; give this one its own.");
                });
    }
}
