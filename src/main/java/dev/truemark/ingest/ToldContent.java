package dev.truemark.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.platform.json.DecimalText;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;

/** A kept transaction in the form in which it is told, so that telling it again says the same. */
final class ToldContent {
    private static final String[] TEXTS = {"portfolio_id", "transaction_id", "source", "security_id", "notes"};
    private static final String[] NUMBERS = {
        "price", "fees", "taxes", "withholding_tax", "accrued_interest", "fx_rate", "ratio"
    };

    private ToldContent() {}

    /**
     * Without its revision.
     *
     * @param row of {@code transaction_fact}, with {@code portfolio_id}, and its details as {@code details_text}
     */
    static ObjectNode of(Row row, ObjectMapper json) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        for (String column : TEXTS) put(told, column, row.getString(column));
        put(told, "instrument_id", row.getString("symbol"));
        put(told, "transaction_type", row.getString("type"));
        put(told, "trade_currency", row.getString("currency"));
        put(told, "settlement_date", row.getLocalDate("settlement_date"));
        OffsetDateTime time = row.getOffsetDateTime("trade_time");
        put(told, "transaction_date", time == null ? row.getLocalDate("trade_date") : time.toInstant());
        for (String column : NUMBERS) number(told, column, row.getBigDecimal(column));
        amounts(told, row);
        details(told, row.getString("details_text"), json);
        return told;
    }

    /** A gross that follows from quantity and price is left out: it may have more digits than a told one. */
    private static void amounts(ObjectNode told, Row row) {
        BigDecimal quantity = row.getBigDecimal("quantity");
        BigDecimal price = row.getBigDecimal("price");
        BigDecimal gross = row.getBigDecimal("gross");
        if (quantity.signum() != 0 || price != null) number(told, "quantity", quantity);
        boolean follows = price != null
                && isProduct(TransactionType.valueOf(row.getString("type")))
                && quantity.multiply(price).compareTo(gross) == 0;
        if (!follows) number(told, "gross_transaction_amount", gross);
        if (isPercent(quantity, price, gross)) told.put("price_unit", "PERCENT");
    }

    /** Whether the price was told per 100 face: what was paid is about a hundredth of what it would be for each unit. */
    private static boolean isPercent(BigDecimal quantity, BigDecimal price, BigDecimal gross) {
        if (price == null || quantity.signum() == 0 || price.signum() == 0 || gross.signum() == 0) return false;
        return gross.abs()
                        .multiply(BigDecimal.TEN)
                        .compareTo(quantity.multiply(price).abs())
                < 0;
    }

    /** Whether what was paid is what the units cost, so that it need not be told; of a corporate action it is cash beside them. */
    private static boolean isProduct(TransactionType type) {
        return switch (type) {
            case SPLIT, STOCK_DIVIDEND, SPIN_OFF, MERGER, RIGHTS_ISSUE, ADJUSTMENT -> false;
            default -> true;
        };
    }

    private static void details(ObjectNode told, String details, ObjectMapper json) {
        if (details == null) return;
        try {
            ObjectNode kept = (ObjectNode) json.readTree(details);
            JsonNode other = kept.remove("other_currency");
            if (other != null) told.set("currency", other);
            told.setAll(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept details can always be read", e);
        }
    }

    private static void put(ObjectNode told, String name, Object value) {
        if (value != null) told.put(name, value.toString());
    }

    private static void number(ObjectNode told, String name, BigDecimal value) {
        if (value != null) told.put(name, DecimalText.print(value));
    }
}
