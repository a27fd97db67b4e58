package dev.truemark.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ids of the rows of a file that has none: of what the row says, and of how often the file has said it. The same file
 * again has the same ids, a longer one goes on where it ended, and two rows that are alike stay two.
 */
final class RowIds {
    private static final char UNIT_SEPARATOR = '\u001f';
    private static final char RECORD_SEPARATOR = '\u001e';
    private static final int BYTES = 16;

    private final Map<String, Integer> seen = new HashMap<>();

    /** @param row as it stands in the file, before any mapping */
    String next(ObjectNode row) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        row.properties().forEach(cell -> sorted.put(cell.getKey(), cell.getValue()));
        StringBuilder all = new StringBuilder();
        sorted.forEach((column, value) -> all.append(column)
                .append(UNIT_SEPARATOR)
                .append(value.isValueNode() ? value.asText() : value.toString())
                .append(RECORD_SEPARATOR));
        String hash = hash(all.toString());
        return "row-" + hash + "-" + seen.merge(hash, 1, Integer::sum);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
