package dev.truemark.core.valuation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * The line hashes of one state, kept so that a change costs one line: the hash of a state is the SHA-256 over the SHA-256
 * digests (32 bytes each) of its lines, in the order of the lines' UTF-8 bytes. Not for use by several threads at once.
 */
public final class LineHashes {
    private static final Comparator<String> UTF8_ORDER = LineHashes::compareCodePoints;

    private final TreeMap<String, byte[]> digests = new TreeMap<>(UTF8_ORDER);
    private final MessageDigest sha = sha256();

    /** Adds a line, or replaces the one with the same key. */
    public void put(StateHash.Line line) {
        digests.put(line.key(), sha.digest(line.text().getBytes(StandardCharsets.UTF_8)));
    }

    /** Takes out the line of a position that was closed or a balance that is zero; does nothing if there is none. */
    public void remove(StateHash.Line line) {
        digests.remove(line.key());
    }

    /** 64 lower-case hexadecimal digits; that of nothing when there is no line. */
    public String hash() {
        digests.values().forEach(sha::update);
        return HexFormat.of().formatHex(sha.digest());
    }

    /** The order of code points is that of UTF-8 bytes; that of {@code String} is not, beyond U+FFFF. */
    private static int compareCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean pairs = Character.isSurrogate(x) != Character.isSurrogate(y);
                return pairs ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
