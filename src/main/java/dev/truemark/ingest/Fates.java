package dev.truemark.ingest;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.ingest.BatchView.ItemView;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the stages wrote down of a request's items, by index, and the newest knowledge stamp of them. */
record Fates(Map<Integer, ItemView> byIndex, Instant knownAt) {
    static final String SELECT = """
            SELECT i.item, i.outcome, i.reason AS why, i.source, i.transaction_id, i.revision, p.id AS portfolio,
                b.status, b.reason, b.waiting_for, t.recorded_at
            FROM ingest_item i JOIN batch t ON t.id = i.batch_id
            LEFT JOIN portfolio p ON p.key = i.portfolio_key
            LEFT JOIN booking b ON b.portfolio_key = i.portfolio_key AND b.source = i.source
                AND b.transaction_id = i.transaction_id AND b.revision = i.revision
            WHERE i.ingest_batch = $1""";

    static Fates of(RowSet<Row> rows) {
        Map<Integer, ItemView> found = new HashMap<>();
        Instant newest = null;
        for (Row row : rows) {
            ItemView item = item(row);
            found.put(item.index(), item);
            OffsetDateTime stamp = row.getOffsetDateTime("recorded_at");
            if (stamp != null && (newest == null || stamp.toInstant().isAfter(newest))) newest = stamp.toInstant();
        }
        return new Fates(found, newest);
    }

    private static ItemView item(Row row) {
        UUID portfolio = row.getUUID("portfolio");
        String transactionId = row.getString("transaction_id");
        String id = portfolio == null || transactionId == null
                ? null
                : new TransactionRef(portfolio, new TransactionKey(row.getString("source"), transactionId)).encode();
        String outcome = row.getString("outcome");
        boolean recorded = outcome.equals("RECORDED");
        return new ItemView(
                row.getInteger("item"),
                id,
                transactionId,
                row.getInteger("revision"),
                recorded ? booked(row.getString("status")) : taken(outcome),
                recorded ? row.getString("reason") : row.getString("why"),
                recorded ? row.getString("waiting_for") : null,
                null);
    }

    /** A recorded transaction without a booking of its revision did what it could: it is reversed, or replaced since. */
    private static String booked(String status) {
        return status == null ? "BOOKED" : status;
    }

    private static String taken(String outcome) {
        return switch (outcome) {
            case "STORED" -> "BOOKED";
            case "INVALID" -> "REJECTED";
            default -> outcome;
        };
    }

    /** The items of {@code accepted} with their fates; those without one are {@code PENDING}. */
    BatchView applyTo(BatchView accepted) {
        List<ItemView> items = accepted.items().stream()
                .map(item -> item.status().equals("ACCEPTED") ? fateOf(item) : item)
                .toList();
        return accepted.with(items, byIndex.size() >= accepted.accepted() ? knownAt : null);
    }

    private ItemView fateOf(ItemView item) {
        ItemView fate = byIndex.get(item.index());
        return fate == null ? item.as("PENDING", null) : fate;
    }
}
