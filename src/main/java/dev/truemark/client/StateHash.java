package dev.truemark.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code state_hash} (docs/state-hash.md) of positions and balances as the service writes them, from a stream or from an answer
 * of {@code GET /portfolios/{id}/valuation}. Keeps the digests of lines that stay. For one thread.
 */
public final class StateHash {
    private static final List<String> POSITION = List.of(
            "quantity", "cost_basis", "cost_basis_base", "price", "fx_rate", "market_value", "market_value_base");
    private static final List<String> CASH = List.of("balance", "fx_rate", "balance_base");

    private Map<String, byte[]> digests = new HashMap<>();

    /** The canonical lines, in no order; what is 0 has none. */
    public static List<String> lines(Iterable<JsonNode> positions, Iterable<JsonNode> cash) {
        List<String> lines = new ArrayList<>();
        for (JsonNode each : positions) {
            if (text(each, "quantity").equals("0")) continue;
            String name = escaped(each, "security_id") + "|" + escaped(each, "currency");
            lines.add("position|" + name + values(each, POSITION));
        }
        for (JsonNode each : cash) {
            if (text(each, "balance").equals("0")) continue;
            lines.add("cash|" + escaped(each, "currency") + values(each, CASH));
        }
        return lines;
    }

    private static String values(JsonNode of, List<String> fields) {
        StringBuilder values = new StringBuilder();
        for (String field : fields) values.append('|').append(text(of, field));
        return values.toString();
    }

    private static String escaped(JsonNode of, String field) {
        return text(of, field).replace("\\", "\\\\").replace("|", "\\p").replace("\n", "\\n");
    }

    /** A field that is null or not there is empty. */
    static String text(JsonNode of, String field) {
        return of.path(field).asText("");
    }

    /** The hash of these lines: 64 lower-case hexadecimal digits. */
    public String of(Collection<String> lines) {
        TreeMap<byte[], byte[]> sorted = new TreeMap<>(Arrays::compareUnsigned);
        Map<String, byte[]> kept = new HashMap<>();
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            byte[] known = digests.get(line);
            byte[] digest = known != null ? known : sha256().digest(bytes);
            kept.put(line, digest);
            sorted.put(bytes, digest);
        }
        digests = kept;
        MessageDigest whole = sha256();
        sorted.values().forEach(whole::update);
        return HexFormat.of().formatHex(whole.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
