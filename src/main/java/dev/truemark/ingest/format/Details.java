package dev.truemark.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.platform.json.DecimalText;
import java.math.BigDecimal;

/** The fields of the rarer types, in one canonical JSON object: fixed order, decimals as plain text. */
final class Details {
    private static final int MAX_LOTS = 1000;
    private static final Name COST_FRACTION = Name.of("cost_fraction");
    private static final Name TARGET_SECURITY = Name.of("target_security_id");
    private static final Name TARGET_PORTFOLIO = Name.of("target_portfolio_id");
    private static final Name LINKED = Name.of("linked_transaction_id");
    private static final Name LOTS = Name.of("lots");
    private static final Name LOT_TRANSACTION = Name.of("transaction_id", "lot_id");
    private static final Name LOT_SOURCE = Name.of("source");
    private static final Name LOT_QUANTITY = Name.of("quantity");

    private Details() {}

    /**
     * Null where there is none.
     *
     * @param otherCurrency of a conversion, or null
     */
    static String read(Fields fields, String otherCurrency) {
        BigDecimal fraction = fields.amount(COST_FRACTION);
        if (fraction != null && fraction.compareTo(BigDecimal.ONE) > 0) {
            fields.error(COST_FRACTION, "TOO_LARGE", "A fraction is between 0 and 1.");
        }
        String security = fields.id(TARGET_SECURITY);
        String portfolio = fields.id(TARGET_PORTFOLIO);
        String linked = fields.id(LINKED);
        ArrayNode lots = lots(fields);
        if (fraction == null
                && security == null
                && portfolio == null
                && linked == null
                && lots == null
                && otherCurrency == null) return null;
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        if (fraction != null) all.put(COST_FRACTION.plain(), DecimalText.print(fraction));
        if (security != null) all.put(TARGET_SECURITY.plain(), security);
        if (portfolio != null) all.put(TARGET_PORTFOLIO.plain(), portfolio);
        if (linked != null) all.put(LINKED.plain(), linked);
        if (otherCurrency != null) all.put("other_currency", otherCurrency);
        if (lots != null) all.set(LOTS.plain(), lots);
        return all.toString();
    }

    private static ArrayNode lots(Fields fields) {
        JsonNode told = fields.raw(LOTS);
        if (told == null) return null;
        if (!told.isArray()) return fields.error(LOTS, "WRONG_TYPE", "A list is needed here.");
        if (told.size() > MAX_LOTS) return fields.error(LOTS, "TOO_LONG", "A transaction may name 1000 lots.");
        ArrayNode lots = JsonNodeFactory.instance.arrayNode(told.size());
        for (int i = 0; i < told.size(); i++) {
            Fields lot = new Fields(told.get(i));
            String transaction = lot.hasErrors() ? null : lot.id(LOT_TRANSACTION);
            String source = lot.hasErrors() ? null : lot.id(LOT_SOURCE);
            BigDecimal quantity = lot.hasErrors() ? null : lot.positive(LOT_QUANTITY);
            if (lot.hasErrors() || transaction == null || quantity == null) {
                return fields.error(LOTS, "INVALID", "Lot " + i + " needs a transaction_id and a positive quantity.");
            }
            ObjectNode kept = lots.addObject().put(LOT_TRANSACTION.plain(), transaction);
            if (source != null) kept.put(LOT_SOURCE.plain(), source);
            kept.put(LOT_QUANTITY.plain(), DecimalText.print(quantity));
        }
        return lots;
    }
}
