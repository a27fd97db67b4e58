package dev.truemark.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash in PHC string format, version 1.3, one lane.
 *
 * <p><b>Source.</b> RFC 9106; OWASP Password Storage Cheat Sheet for the default costs (19 MiB, 2 passes).
 */
record PasswordHash(int memoryKib, int passes, byte[] salt, byte[] hash) {
    static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /** Takes some 20 ms and {@code memoryKib} of memory: never on an event loop. */
    static PasswordHash of(String password, byte[] salt, int memoryKib, int passes) {
        return new PasswordHash(memoryKib, passes, salt, derive(password, salt, memoryKib, passes, HASH_BYTES));
    }

    /** @throws IllegalArgumentException if the text is no Argon2id hash of one lane */
    static PasswordHash parse(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an Argon2id hash in PHC format");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        return new PasswordHash(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                base64.decode(parts.group(3)),
                base64.decode(parts.group(4)));
    }

    /** As slow as {@link #of}; compares in constant time. */
    boolean matches(String password) {
        return MessageDigest.isEqual(hash, derive(password, salt, memoryKib, passes, hash.length));
    }

    String phc() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    private static byte[] derive(String password, byte[] salt, int memoryKib, int passes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] out = new byte[length];
        // The same password typed on another keyboard may arrive composed differently.
        String composed = Normalizer.normalize(password, Normalizer.Form.NFKC);
        generator.generateBytes(composed.getBytes(StandardCharsets.UTF_8), out);
        return out;
    }
}
