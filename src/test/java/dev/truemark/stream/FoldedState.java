package dev.truemark.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a client holds that folds every frame by docs/stream.md, and its hash by docs/state-hash.md; nothing of ours in it. */
final class FoldedState {
    private static final String[] POSITION = {
        "currency", "quantity", "cost_basis", "cost_basis_base", "price", "fx_rate", "market_value", "market_value_base"
    };
    private static final String[] CASH = {"balance", "fx_rate", "balance_base"};

    private final SortedMap<String, String> lines = new TreeMap<>();
    private String epoch;
    private long seq = -1;
    private JsonNode totals;

    /** Folds a snapshot or a delta; other frames change nothing. */
    FoldedState fold(JsonNode frame) {
        switch (frame.get("type").textValue()) {
            case "snapshot" -> {
                lines.clear();
                epoch = frame.get("epoch").textValue();
                seq = frame.get("seq").longValue();
                take(frame.get("valuation"));
                totals = frame.get("valuation").get("totals");
            }
            case "delta" -> {
                if (!frame.get("epoch").textValue().equals(epoch)
                        || frame.get("prev_seq").longValue() != seq) {
                    throw new AssertionError("does not continue " + epoch + "/" + seq + ": " + frame);
                }
                seq = frame.get("seq").longValue();
                take(frame);
                totals = frame.get("totals");
            }
            default -> {}
        }
        return this;
    }

    long seq() {
        return seq;
    }

    JsonNode totals() {
        return totals;
    }

    int holdings() {
        return lines.size();
    }

    String hash() {
        try {
            MessageDigest line = MessageDigest.getInstance("SHA-256");
            MessageDigest whole = MessageDigest.getInstance("SHA-256");
            for (String each : lines.values()) whole.update(line.digest(each.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(whole.digest());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void take(JsonNode figures) {
        figures.get("positions")
                .forEach(each ->
                        put("position|" + each.get("security_id").textValue() + '|', each, "quantity", POSITION));
        figures.get("cash")
                .forEach(each -> put("cash|" + each.get("currency").textValue() + '|', each, "balance", CASH));
    }

    private void put(String key, JsonNode figure, String held, String[] parts) {
        if (figure.get(held).textValue().equals("0")) {
            lines.remove(key);
            return;
        }
        StringBuilder line = new StringBuilder(key);
        for (int i = 0; i < parts.length; i++) {
            JsonNode part = figure.get(parts[i]);
            line.append(i == 0 ? "" : "|").append(part.isNull() ? "" : part.textValue());
        }
        lines.put(key, line.toString());
    }
}
