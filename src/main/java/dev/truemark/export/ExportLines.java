package dev.truemark.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.ingest.format.PolicyEntries;
import dev.truemark.market.Instrument;
import dev.truemark.portfolio.Portfolio;
import java.util.Optional;

/** The lines of an export: each says of what kind it is, and is an item of that kind's intake. */
final class ExportLines {
    /** How the source of a transfer in begins that the ledger made; nobody else may tell one. */
    private static final String SENT = "transfer:";

    private static final String ALONE = "transferred:";

    private ExportLines() {}

    /**
     * @param policies as known at the instant of the export
     * @param name     the owner's id under which it shall come in again
     */
    static ObjectNode of(Portfolio p, Policies policies, String name) {
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("kind", "portfolios");
        line.put("portfolio_id", name);
        put(line, "name", p.name());
        put(line, "description", p.description());
        put(line, "base_currency", p.baseCurrency());
        put(line, "time_zone", p.timeZone());
        put(line, "open_date", p.openDate());
        put(line, "close_date", p.closeDate());
        put(line, "risk_horizon", p.riskHorizon());
        put(line, "benchmark_id", p.benchmarkId());
        Policy policy = policies.own();
        put(line, "cost_method", policy.costMethod());
        put(line, "oversell", policy.oversell());
        put(line, "dividend_treatment", policy.dividendTreatment());
        put(line, "cash_tracking", policy.cashTracking());
        line.put("fees_in_cost", policy.feesInCost());
        if (!policies.entries().isEmpty()) line.set(PolicyEntries.FIELD, PolicyEntries.json(policies.entries()));
        return line;
    }

    static ObjectNode of(Instrument i, ObjectMapper json) {
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("kind", "instruments");
        line.put("security_id", i.securityId());
        put(line, "symbol", i.symbol());
        put(line, "name", i.name());
        put(line, "isin", i.isin());
        put(line, "instrument_currency", i.currency());
        put(line, "product_type", i.productType());
        put(line, "asset_class", i.assetClass());
        put(line, "sector", i.sector());
        put(line, "country", i.country());
        i.terms().ifPresent(terms -> line.setAll(read(terms, json)));
        return line;
    }

    static ObjectNode of(ObjectNode transaction, String portfolio) {
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("kind", "transactions");
        line.setAll(transaction);
        return line.put("portfolio_id", portfolio);
    }

    /** Whether it is what another portfolio of the owner sent, and sends again when its own lines come in. */
    static boolean isSentByAnother(ObjectNode transaction) {
        return transaction.path("source").asText().startsWith(SENT);
    }

    /** The same transfer without the other portfolio: lots that come in as told, or go out to nowhere known. */
    static ObjectNode alone(ObjectNode transaction) {
        if (isSentByAnother(transaction)) {
            transaction.put("source", ALONE + transaction.get("source").asText().substring(SENT.length()));
            transaction.remove("base_currency");
        }
        transaction.remove("target_portfolio_id");
        return transaction;
    }

    private static ObjectNode read(String terms, ObjectMapper json) {
        try {
            JsonNode read = json.readTree(terms);
            return read instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept terms can always be read", e);
        }
    }

    private static void put(ObjectNode line, String name, Object value) {
        Object told = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (told != null) line.put(name, told.toString());
    }
}
