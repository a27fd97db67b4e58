package dev.truemark.ingest;

import dev.truemark.auth.Caller;
import dev.truemark.auth.Scopes;
import dev.truemark.platform.idempotency.IdempotencyKey;
import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Who asks for what to be taken in, and how he wants to hear of it.
 *
 * @param single         one bare item, not a list of them
 * @param partial        good items are taken though others are bad
 * @param dryRun         nothing is changed
 * @param idempotencyKey the caller's name for the request
 * @param bodyHash       of everything that makes the request what it is
 * @param patience       how long the caller waits for the fates of the items
 */
record IngestRequest(
        Caller caller,
        IngestKind kind,
        boolean single,
        boolean partial,
        boolean dryRun,
        Optional<String> idempotencyKey,
        String bodyHash,
        Optional<Duration> patience) {
    /** @throws ProblemException 400 for a key of the wrong form, 403 where the caller lacks the kind's scope */
    IngestRequest {
        if (kind.isShared() && !caller.may(Scopes.MARKET_WRITE)) {
            throw new ProblemException(
                    CommonProblems.FORBIDDEN, "Writing what all share takes the scope " + Scopes.MARKET_WRITE + ".");
        }
        idempotencyKey.ifPresent(IdempotencyKey::check);
    }

    UUID owner() {
        return caller.id();
    }

    /** The batch's id: by the key where there is one, so that a retry is the same batch. */
    UUID batchId() {
        return idempotencyKey
                .map(key -> NameId.of("ingest-batch", owner(), key))
                .orElseGet(UUID::randomUUID);
    }
}
