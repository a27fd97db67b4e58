package dev.truemark.ingest;

import dev.truemark.core.ledger.TransactionKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A transaction's own id on the wire: opaque to clients, base64url of portfolio, source and the producer's id.
 *
 * @param portfolio the service's own id of the portfolio; whose it is must be checked
 */
public record TransactionRef(UUID portfolio, TransactionKey key) {
    private static final int MAX_CHARS = 1200;
    private static final int PARTS = 3;

    public String encode() {
        String text = portfolio + "\n" + key.source() + "\n" + key.transactionId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for text that {@link #encode} did not make: a client made it up, and there is nothing of that name. */
    public static Optional<TransactionRef> decode(String id) {
        if (id.length() > MAX_CHARS) return Optional.empty();
        try {
            String text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
            String[] parts = text.split("\n", PARTS);
            if (parts.length != PARTS || text.indexOf('\0') >= 0) return Optional.empty();
            TransactionRef ref = new TransactionRef(UUID.fromString(parts[0]), new TransactionKey(parts[1], parts[2]));
            return ref.encode().equals(id) ? Optional.of(ref) : Optional.empty();
        } catch (IllegalArgumentException madeUp) {
            return Optional.empty();
        }
    }
}
