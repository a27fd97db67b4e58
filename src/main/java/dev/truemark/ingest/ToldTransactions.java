package dev.truemark.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The transactions of a portfolio as they were told, page by page: what is known at an instant never changes. */
@ApplicationScoped
public class ToldTransactions {
    /** $1 portfolio, $2 known_at, $3 to $5 the last of the page before, $6 page size. */
    private static final String PAGE = """
            SELECT p.portfolio_id, f.*, f.details::text AS details_text
            FROM portfolio p JOIN transaction_fact f ON f.portfolio_key = p.key
            JOIN batch b ON b.id = f.batch_id
            WHERE p.id = $1 AND b.recorded_at <= $2 AND (f.source, f.transaction_id, f.revision) > ($3, $4, $5)%s
            ORDER BY f.source, f.transaction_id, f.revision LIMIT $6""";

    private static final String NEWEST = PAGE.formatted("""
             AND NOT EXISTS (
                SELECT 1 FROM transaction_fact g JOIN batch gb ON gb.id = g.batch_id
                WHERE g.portfolio_key = f.portfolio_key AND g.source = f.source AND g.transaction_id = f.transaction_id
                  AND g.revision > f.revision AND gb.recorded_at <= $2)""");
    private static final String ALL = PAGE.formatted("");

    private final Pool pool;
    private final ObjectMapper json;

    ToldTransactions(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Where a page ended. */
    public record Place(String source, String transactionId, int revision) {
        public static final Place BEGINNING = new Place("", "", 0);
    }

    /**
     * @param transactions each with its revision, as {@code /ingest/transactions} takes it
     * @param end          where the next page goes on; empty if this is the last
     */
    public record Page(List<ObjectNode> transactions, Optional<Place> end) {
        public Page {
            transactions = List.copyOf(transactions);
        }
    }

    /**
     * @param portfolio    the service's own id; whose it is must have been checked
     * @param allRevisions every word on a transaction, or only the newest, which may say that it never was
     */
    public Uni<Page> page(UUID portfolio, Instant knownAt, boolean allRevisions, Place after, int size) {
        Tuple at = Tuple.tuple()
                .addUUID(portfolio)
                .addValue(Columns.atUtc(knownAt))
                .addString(after.source())
                .addString(after.transactionId())
                .addInteger(after.revision())
                .addLong((long) size);
        return pool.preparedQuery(allRevisions ? ALL : NEWEST).execute(at).map(rows -> page(rows, size));
    }

    private Page page(RowSet<Row> rows, int size) {
        List<ObjectNode> told = new ArrayList<>(rows.size());
        Place end = Place.BEGINNING;
        for (Row row : rows) {
            int revision = row.getInteger("revision");
            ObjectNode content = ToldContent.of(row, json).put("revision", revision);
            if (row.getBoolean("reversed")) content.put("reversed", true);
            told.add(content);
            end = new Place(row.getString("source"), row.getString("transaction_id"), revision);
        }
        return new Page(told, told.size() < size ? Optional.empty() : Optional.of(end));
    }
}
