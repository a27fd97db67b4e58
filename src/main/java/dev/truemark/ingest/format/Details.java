package dev.truemark.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.platform.json.DecimalText;
import java.math.BigDecimal;

/**
 * The fields of the rarer types. What was not told is null.
 *
 * @param otherCurrency of a conversion: what is bought
 * @param lotUnits      sum of the units of the lots, if any are told
 * @param lotsWithCost  how many lots bring their cost, as those of a delivery do
 * @param lotsNamed     how many lots name the transaction that opened them, as those of a sale do
 */
record Details(
        BigDecimal costFraction,
        String targetSecurityId,
        String targetPortfolioId,
        String linked,
        String otherCurrency,
        ArrayNode lots,
        BigDecimal lotUnits,
        int lotsWithCost,
        int lotsNamed) {
    private static final int MAX_LOTS = 1000;
    static final Name COST_FRACTION = Name.of("cost_fraction");
    static final Name TARGET_SECURITY = Name.of("target_security_id");
    static final Name LOTS = Name.of("lots");
    static final Name TARGET_PORTFOLIO = Name.of("target_portfolio_id");
    static final Name LINKED = Name.of("linked_transaction_id");
    private static final Name LOT_TRANSACTION = Name.of("transaction_id", "lot_id");
    private static final Name LOT_SOURCE = Name.of("source");
    private static final Name LOT_QUANTITY = Name.of("quantity");
    private static final Name LOT_OPENED = Name.of("opened_on");
    private static final Name LOT_COST = Name.of("cost", "cost_basis");
    private static final Name LOT_COST_BASE = Name.of("cost_base", "cost_basis_base");
    private static final Name LOT_ESTIMATED = Name.of("basis_estimated");

    /** @param otherCurrency of a conversion, or null */
    static Details read(Fields fields, String otherCurrency) {
        BigDecimal fraction = fields.amount(COST_FRACTION);
        if (fraction != null && fraction.compareTo(BigDecimal.ONE) > 0) {
            fields.error(COST_FRACTION, "TOO_LARGE", "A fraction is between 0 and 1.");
        }
        ArrayNode lots = lots(fields);
        return new Details(
                fraction,
                fields.id(TARGET_SECURITY),
                fields.id(TARGET_PORTFOLIO),
                fields.id(LINKED),
                otherCurrency,
                lots,
                lots == null ? null : units(lots),
                count(lots, LOT_COST),
                count(lots, LOT_TRANSACTION));
    }

    private static BigDecimal units(ArrayNode lots) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode lot : lots)
            sum = sum.add(new BigDecimal(lot.get(LOT_QUANTITY.plain()).asText()));
        return sum;
    }

    private static int count(ArrayNode lots, Name field) {
        int count = 0;
        if (lots != null) for (JsonNode lot : lots) if (lot.has(field.plain())) count++;
        return count;
    }

    /** One canonical JSON object: fixed order, decimals as plain text; null where there is nothing. */
    String toJson() {
        if (isEmpty()) return null;
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        if (costFraction != null) all.put(COST_FRACTION.plain(), DecimalText.print(costFraction));
        if (targetSecurityId != null) all.put(TARGET_SECURITY.plain(), targetSecurityId);
        if (targetPortfolioId != null) all.put(TARGET_PORTFOLIO.plain(), targetPortfolioId);
        if (linked != null) all.put(LINKED.plain(), linked);
        if (otherCurrency != null) all.put("other_currency", otherCurrency);
        if (lots != null) all.set(LOTS.plain(), lots);
        return all.toString();
    }

    private boolean isEmpty() {
        return costFraction == null
                && targetSecurityId == null
                && targetPortfolioId == null
                && linked == null
                && otherCurrency == null
                && lots == null;
    }

    private static ArrayNode lots(Fields fields) {
        JsonNode told = fields.raw(LOTS);
        if (told == null) return null;
        if (!told.isArray()) return fields.error(LOTS, "WRONG_TYPE", "A list is needed here.");
        if (told.size() > MAX_LOTS) return fields.error(LOTS, "TOO_LONG", "A transaction may name 1000 lots.");
        ArrayNode lots = JsonNodeFactory.instance.arrayNode(told.size());
        for (int i = 0; i < told.size(); i++) {
            ObjectNode lot = lot(new Fields(told.get(i)));
            if (lot == null) {
                return fields.error(
                        LOTS,
                        "INVALID",
                        "Lot " + i + " needs a positive quantity, and a transaction_id or a cost with its opened_on.");
            }
            lots.add(lot);
        }
        return lots;
    }

    private static ObjectNode lot(Fields lot) {
        if (lot.hasErrors()) return null;
        String transaction = lot.id(LOT_TRANSACTION);
        String source = lot.id(LOT_SOURCE);
        BigDecimal quantity = lot.positive(LOT_QUANTITY);
        When opened = lot.when(LOT_OPENED);
        BigDecimal cost = lot.amount(LOT_COST);
        BigDecimal costBase = lot.amount(LOT_COST_BASE);
        Boolean estimated = lot.bool(LOT_ESTIMATED);
        boolean says = transaction != null || cost != null;
        if (lot.hasErrors() || quantity == null || !says) return null;
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        if (transaction != null) kept.put(LOT_TRANSACTION.plain(), transaction);
        if (source != null) kept.put(LOT_SOURCE.plain(), source);
        kept.put(LOT_QUANTITY.plain(), DecimalText.print(quantity));
        if (opened != null) kept.put(LOT_OPENED.plain(), opened.date().toString());
        if (cost != null) kept.put(LOT_COST.plain(), DecimalText.print(cost));
        if (costBase != null) kept.put(LOT_COST_BASE.plain(), DecimalText.print(costBase));
        if (Boolean.TRUE.equals(estimated)) kept.put(LOT_ESTIMATED.plain(), true);
        return kept;
    }
}
