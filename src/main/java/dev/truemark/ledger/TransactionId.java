package dev.truemark.ledger;

import dev.truemark.core.ledger.TransactionKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A transaction of any portfolio: what paths call our id of it. Its text is the base64url of portfolio, source and the
 * producer's id, a line each; opaque to clients.
 */
public record TransactionId(UUID portfolio, TransactionKey key) {

    public String text() {
        String lines = portfolio + "\n" + key.source() + "\n" + key.transactionId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(lines.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for a text that is no such id. */
    public static Optional<TransactionId> parse(String text) {
        try {
            String lines = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = lines.split("\n", 3);
            if (parts.length < 3 || lines.indexOf('\0') >= 0) return Optional.empty();
            return Optional.of(new TransactionId(UUID.fromString(parts[0]), new TransactionKey(parts[1], parts[2])));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
