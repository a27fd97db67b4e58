package dev.truemark.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.platform.json.DecimalText;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/** What the next revision of a transaction says, from the newest one that is known. */
@ApplicationScoped
class Revisions {
    private static final String NEWEST = """
            SELECT p.portfolio_id, f.*, f.details::text AS details_text
            FROM portfolio p JOIN transaction_fact f ON f.portfolio_key = p.key
            WHERE p.id = $1 AND p.owner_id = $2 AND p.deleted_at IS NULL
              AND f.source = $3 AND f.transaction_id = $4 AND f.superseded_batch IS NULL""";

    private final Pool pool;
    private final ObjectMapper json;

    Revisions(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** The content of {@code told} as the revision after the newest; fails with 404, 409 or 422. */
    Uni<JsonNode> correction(String id, UUID owner, ObjectNode told) {
        return newest(id, owner).map(row -> {
            int newest = row.getInteger("revision");
            identify(told, "portfolio_id", "portfolioId", row.getString("portfolio_id"));
            identify(told, "transaction_id", "transactionId", row.getString("transaction_id"));
            identify(told, "source", "source", row.getString("source"));
            if (!told.hasNonNull("revision")) return told.put("revision", newest + 1);
            JsonNode revision = told.get("revision");
            if (revision.canConvertToInt() && revision.intValue() <= newest) throw notNewer(newest);
            return told;
        });
    }

    /** A correction may not move a transaction: what the path names, the body may only repeat. */
    private static void identify(ObjectNode told, String snake, String camel, String value) {
        JsonNode given = told.hasNonNull(snake) ? told.get(snake) : told.get(camel);
        if (given != null && !given.isNull() && !given.asText().equals(value)) {
            throw ProblemException.invalid(snake, "IMMUTABLE", "A correction cannot change it.");
        }
        told.remove(camel);
        told.put(snake, value);
    }

    private static ProblemException notNewer(int newest) {
        return new ProblemException(
                IngestProblems.REVISION_NOT_NEWER, "Revision " + newest + " is known; a correction has a greater one.");
    }

    /** The newest content as its own reversal; fails with 404, also where it is reversed already. */
    Uni<JsonNode> reversal(String id, UUID owner) {
        return newest(id, owner).map(row -> {
            if (row.getBoolean("reversed")) throw none();
            ObjectNode content = content(row);
            return content.put("revision", row.getInteger("revision") + 1).put("reversed", true);
        });
    }

    private Uni<Row> newest(String id, UUID owner) {
        Optional<TransactionRef> ref = TransactionRef.decode(id);
        if (ref.isEmpty()) return Uni.createFrom().failure(none());
        return pool.preparedQuery(NEWEST)
                .execute(Tuple.of(
                        ref.get().portfolio(),
                        owner,
                        ref.get().key().source(),
                        ref.get().key().transactionId()))
                .map(rows -> {
                    if (rows.rowCount() == 0) throw none();
                    return rows.iterator().next();
                });
    }

    private static ProblemException none() {
        return ProblemException.notFound("You have no such transaction.");
    }

    private ObjectNode content(Row row) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        for (String column : new String[] {"portfolio_id", "transaction_id", "source", "security_id", "notes"}) {
            put(told, column, row.getString(column));
        }
        put(told, "instrument_id", row.getString("symbol"));
        put(told, "transaction_type", row.getString("type"));
        put(told, "trade_currency", row.getString("currency"));
        put(told, "settlement_date", row.getLocalDate("settlement_date"));
        Object time = row.getOffsetDateTime("trade_time");
        put(told, "transaction_date", time == null ? row.getLocalDate("trade_date") : time);
        for (String column :
                new String[] {"price", "fees", "taxes", "withholding_tax", "accrued_interest", "fx_rate", "ratio"}) {
            number(told, column, row.getBigDecimal(column));
        }
        amounts(told, row);
        details(told, row.getString("details_text"));
        return told;
    }

    /** A gross that follows from quantity and price is left out: it may have more digits than a told one. */
    private static void amounts(ObjectNode told, Row row) {
        BigDecimal quantity = row.getBigDecimal("quantity");
        BigDecimal price = row.getBigDecimal("price");
        BigDecimal gross = row.getBigDecimal("gross");
        if (quantity.signum() != 0 || price != null) number(told, "quantity", quantity);
        boolean follows = price != null && quantity.multiply(price).compareTo(gross) == 0;
        if (!follows) number(told, "gross_transaction_amount", gross);
    }

    private void details(ObjectNode told, String details) {
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
