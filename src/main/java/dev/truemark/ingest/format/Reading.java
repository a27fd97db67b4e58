package dev.truemark.ingest.format;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * What a reader must know besides the fact itself.
 *
 * @param now           facts dated more than a day after it are refused
 * @param source        of a fact that names none
 * @param transactionId id of a transaction that names none; giving null makes the id required
 */
public record Reading(Instant now, String source, Supplier<String> transactionId) {
    /** Source of facts that come by REST and name none. */
    public static final String API = "api";

    /** Reads at {@code now}, with the source {@code api} and ids required. */
    public static Reading at(Instant now) {
        return new Reading(now, API, () -> null);
    }

    public Reading withTransactionId(Supplier<String> missing) {
        return new Reading(now, source, missing);
    }
}
