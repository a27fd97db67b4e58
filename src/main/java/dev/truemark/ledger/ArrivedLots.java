package dev.truemark.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The in leg of a transfer between own portfolios, as the out leg's portfolio sent it (DEFINITIONS 11): identified by the
 * source portfolio and the out leg's id, and of a revision that grows whenever its lots change.
 */
final class ArrivedLots {
    static final String EVENT = "lots.arrived";
    /** Source of in legs, before the id of the portfolio that they come from; nobody else may use it. */
    static final String SOURCE = "transfer:";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ArrivedLots() {}

    static boolean isInLeg(TransactionKey key) {
        return key.source().startsWith(SOURCE);
    }

    /** The key of the in leg of {@code out}, sent by the portfolio {@code from}. */
    static TransactionKey keyOf(UUID from, TransactionKey out) {
        return new TransactionKey(SOURCE + from, out.source() + "/" + out.transactionId());
    }

    /** @throws IllegalArgumentException if a field is missing, which {@link SentLots} always writes */
    static Fact fact(JsonNode data) {
        ObjectNode details = JSON.createObjectNode();
        if (data.hasNonNull("lots")) details.set("lots", data.get("lots"));
        if (data.hasNonNull("base_currency")) details.set("base_currency", data.get("base_currency"));
        Instant time = data.hasNonNull("trade_time") ? Instant.parse(text(data, "trade_time")) : null;
        ObjectNode content = ((ObjectNode) data).deepCopy();
        content.remove("revision");
        return new Fact(
                new TransactionKey(text(data, "source"), text(data, "transaction_id")),
                data.path("revision").intValue(),
                data.path("reversed").booleanValue(),
                UUID.nameUUIDFromBytes(content.toString().getBytes(StandardCharsets.UTF_8))
                        .toString(),
                TransactionType.TRANSFER_IN,
                data.path("security_id").asText(null),
                null,
                LocalDate.parse(text(data, "trade_date")),
                time,
                null,
                number(data, "quantity"),
                null,
                number(data, "gross_transaction_amount"),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                text(data, "currency"),
                null,
                null,
                null,
                details.isEmpty() ? null : details.toString());
    }

    private static String text(JsonNode data, String field) {
        if (!data.hasNonNull(field)) throw new IllegalArgumentException("lots that arrive have a " + field);
        return data.get(field).asText();
    }

    private static BigDecimal number(JsonNode data, String field) {
        return new BigDecimal(text(data, field));
    }

    /** The same, without costs in a base currency that is not {@code base}: they are converted at the day's rate instead. */
    static Fact inBaseOf(Fact fact, String base) {
        if (!isInLeg(fact.key()) || fact.details() == null) return fact;
        try {
            ObjectNode details = (ObjectNode) JSON.readTree(fact.details());
            if (details.path("base_currency").asText(base).equals(base)) return fact;
            details.path("lots").forEach(lot -> ((ObjectNode) lot).remove("cost_base"));
            return fact.with(details.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("details of " + fact.key() + " are no JSON", e);
        }
    }
}
