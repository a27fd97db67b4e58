package dev.truemark.conformance;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A reference case of another system's tests, as facts to ingest and figures to expect. */
record ConformanceCase(String id, String title, JsonNode inputs, Map<String, JsonNode> expected, BigDecimal tolerance) {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String ONLY_SECURITY = "S";

    static ConformanceCase read(Path file) {
        try {
            JsonNode node = JSON.readTree(Files.readString(file));
            Map<String, JsonNode> expected = new LinkedHashMap<>();
            node.get("expected").properties().forEach(e -> expected.put(e.getKey(), e.getValue()));
            node.path("derived").properties().forEach(e -> expected.putIfAbsent(e.getKey(), e.getValue()));
            BigDecimal tolerance = node.get("tolerance").get("abs").decimalValue();
            return new ConformanceCase(
                    node.get("id").asText(), node.get("title").asText(), node.get("inputs"), expected, tolerance);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    String base() {
        return inputs.path("base_currency").asText(currency());
    }

    String currency() {
        return inputs.path("instrument_currency").asText(inputs.path("currency").asText("USD"));
    }

    /** Portfolio policies that the case itself asks for. */
    Map<String, String> policy() {
        Map<String, String> policy = new HashMap<>();
        policy.put("base_currency", base());
        if (inputs.has("distribution_kind")) policy.put("dividend_treatment", "REDUCE_COST");
        return policy;
    }

    /** The transactions of one phase ({@code transactions}, {@code ingest_first}, …), as the contract names their fields. */
    List<Map<String, Object>> transactions(String phase, String portfolio, UnaryOperator<String> securityId) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (JsonNode t : inputs.path(phase)) {
            Map<String, Object> told = new HashMap<>();
            told.put("transaction_id", phase + "-" + all.size());
            told.put("portfolio_id", portfolio);
            told.put("transaction_type", t.get("type").asText());
            told.put("transaction_date", t.get("date").asText());
            String currency = t.path("currency").asText(currency());
            told.put("currency", currency);
            boolean cashOnly = t.has("currency") && !t.has("security");
            if (!cashOnly)
                told.put("security_id", securityId.apply(t.path("security").asText(ONLY_SECURITY)));
            copy(t, "quantity", told, "quantity");
            copy(t, "price", told, "price");
            copy(t, "gross", told, "gross_transaction_amount");
            copy(t, "amount", told, "gross_transaction_amount");
            copy(t, "fee", told, "fees");
            if (t.path("quantity").decimalValue().signum() == 0) told.remove("quantity");
            all.add(told);
        }
        return all;
    }

    private static void copy(JsonNode from, String field, Map<String, Object> to, String name) {
        if (from.has(field)) to.put(name, from.get(field).asText());
    }

    /** Prices by date, of the only security or of each; a price without a date stands on the last trade date. */
    List<Map<String, Object>> prices(UnaryOperator<String> securityId) {
        List<Map<String, Object>> all = new ArrayList<>();
        JsonNode one = inputs.path("market_price");
        JsonNode many = inputs.has("market_prices") ? inputs.get("market_prices") : one;
        if (many.isNumber()) all.add(price(securityId.apply(ONLY_SECURITY), lastDate(), many));
        many.properties().forEach(day -> {
            if (day.getValue().isNumber())
                all.add(price(securityId.apply(ONLY_SECURITY), day.getKey(), day.getValue()));
            day.getValue()
                    .properties()
                    .forEach(p -> all.add(price(securityId.apply(p.getKey()), day.getKey(), p.getValue())));
        });
        return all;
    }

    private Map<String, Object> price(String securityId, String date, JsonNode price) {
        return Map.of("security_id", securityId, "price_date", date, "price", price.asText(), "currency", currency());
    }

    List<Map<String, Object>> rates() {
        List<Map<String, Object>> all = new ArrayList<>();
        inputs.properties().forEach(field -> {
            if (!field.getKey().startsWith("fx_")) return;
            String pair = field.getKey().substring("fx_".length());
            field.getValue()
                    .properties()
                    .forEach(day -> all.add(Map.of(
                            "from_currency", pair.substring(0, 3),
                            "to_currency", pair.substring(3),
                            "rate_date", day.getKey(),
                            "rate", day.getValue().asText())));
        });
        return all;
    }

    /** The last date that the case names; figures without a date are as of its end. */
    String lastDate() {
        TreeSet<String> dates = new TreeSet<>();
        for (String phase : List.of("transactions", "ingest_first", "ingest_later_backdated")) {
            for (JsonNode t : inputs.path(phase)) dates.add(t.get("date").asText());
        }
        return dates.last();
    }
}
