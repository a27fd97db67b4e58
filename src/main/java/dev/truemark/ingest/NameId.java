package dev.truemark.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Ids that follow from names, so that a retry makes the same ones. */
final class NameId {
    private static final long VERSION_MASK = 0xffff_ffff_ffff_0fffL;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private NameId() {}

    /** A UUID of version 8 (RFC 9562) over SHA-256 of the names; their lengths count, so no two lists collide. */
    static UUID of(Object... names) {
        StringBuilder all = new StringBuilder();
        for (Object name : names) {
            String text = name.toString();
            all.append(text.length()).append(':').append(text);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256(all.toString().getBytes(StandardCharsets.UTF_8)));
        long most = (digest.getLong() & VERSION_MASK) | VERSION_8;
        long least = (digest.getLong() & VARIANT_MASK) | VARIANT;
        return new UUID(most, least);
    }

    static String hex(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(java.util.Arrays.stream(parts)
                .mapToInt(part -> part.length + Integer.BYTES)
                .sum());
        for (byte[] part : parts) all.putInt(part.length).put(part);
        return HexFormat.of().formatHex(sha256(all.array()));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
