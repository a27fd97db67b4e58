package dev.truemark.platform.messaging;

import dev.truemark.platform.messaging.Written.OutboxEntry;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What every batch leaves besides its stage's own rows: the raw payloads, the outbox, the fates of ingested items. */
final class BatchRecords {
    private static final String PAYLOADS =
            "INSERT INTO batch_payload (batch_id, topic, partition, offsets, payloads) VALUES ($1, $2, $3, $4, $5)";
    private static final String OUTBOX = """
            INSERT INTO outbox (lane, batch_id, portfolio_key, version, records)
            SELECT lane, $5::bigint, portfolio_key, version, records
            FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[]) WITH ORDINALITY AS v(lane, portfolio_key, version, records, n)
            ORDER BY n""";
    private static final String FATES = """
            INSERT INTO ingest_item (ingest_batch, item, batch_id, outcome, reason, portfolio_key, source, transaction_id, revision)
            SELECT v.ingest_batch::uuid, v.item, $9::bigint, v.outcome, v.reason, v.portfolio_key, v.source, v.transaction_id, v.revision
            FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::int[])
                AS v(ingest_batch, item, outcome, reason, portfolio_key, source, transaction_id, revision)
            ON CONFLICT (ingest_batch, item) DO NOTHING""";

    private BatchRecords() {}

    /** The lane of a stage and partition: the order in which their outbox rows are published. */
    static String lane(String stage, int partition) {
        return stage + ":" + partition;
    }

    static Uni<Void> keepPayloads(SqlConnection tx, long batchId, List<InRecord> records) {
        Map<TopicPartition, List<InRecord>> parts = new LinkedHashMap<>();
        for (InRecord r : records) {
            parts.computeIfAbsent(new TopicPartition(r.topic(), r.partition()), tp -> new ArrayList<>())
                    .add(r);
        }
        List<Tuple> rows = new ArrayList<>();
        parts.forEach((tp, of) -> rows.add(Tuple.of(
                batchId,
                tp.topic(),
                tp.partition(),
                of.stream().map(InRecord::offset).toArray(Long[]::new),
                of.stream().map(r -> storable(r.value())).toArray(String[]::new))));
        return tx.preparedQuery(PAYLOADS).executeBatch(rows).replaceWithVoid();
    }

    /** PostgreSQL's text holds every character but one. */
    private static String storable(String payload) {
        return payload.indexOf('\0') < 0 ? payload : payload.replace("\0", "\\u0000");
    }

    static Uni<Void> keepOutbox(
            SqlConnection tx, String stage, long batchId, int firstPartition, List<OutboxEntry> entries) {
        if (entries.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(entries)
                .text(e -> lane(stage, e.partition() < 0 ? firstPartition : e.partition()))
                .bigintOrNull(OutboxEntry::portfolioKey)
                .bigintOrNull(OutboxEntry::version)
                .text(e -> OutboxText.of(e.records()))
                .tuple()
                .addLong(batchId);
        return tx.preparedQuery(OUTBOX).execute(rows).replaceWithVoid();
    }

    static Uni<Void> keepFates(SqlConnection tx, long batchId, List<ItemFate> fates) {
        if (fates.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(fates)
                .text(f -> f.ingestBatch().toString())
                .integer(ItemFate::item)
                .text(ItemFate::outcome)
                .text(ItemFate::reason)
                .bigintOrNull(ItemFate::portfolioKey)
                .text(ItemFate::source)
                .text(ItemFate::transactionId)
                .integerOrNull(ItemFate::revision)
                .tuple()
                .addLong(batchId);
        return tx.preparedQuery(FATES).execute(rows).replaceWithVoid();
    }
}
