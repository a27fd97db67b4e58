package dev.truemark.platform.idempotency;

import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A caller's name for a write.
 *
 * @param owner       whose key it is; two callers may use the same one
 * @param value       1 to 255 visible ASCII characters
 * @param requestHash SHA-256, in hexadecimal, of all that makes the request what it is
 */
public record IdempotencyKey(UUID owner, String value, String requestHash) {
    private static final int MAX_CHARS = 255;

    /** @throws ProblemException 400 for a key of the wrong form */
    public IdempotencyKey {
        check(value);
    }

    public static IdempotencyKey of(UUID owner, String value, byte[] request) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(request);
            return new IdempotencyKey(owner, value, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @throws ProblemException 400 for a key of the wrong form */
    public static void check(String key) {
        boolean formed =
                !key.isBlank() && key.length() <= MAX_CHARS && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!formed) {
            throw new ProblemException(
                    CommonProblems.BAD_REQUEST, "An Idempotency-Key has 1 to 255 visible ASCII characters.");
        }
    }
}
