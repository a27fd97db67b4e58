package dev.truemark.platform.messaging;

import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far each stage has read, kept with the books: the truth about offsets, of which Kafka's own is a copy. */
final class StageOffsets {
    private static final String CLAIM = """
            INSERT INTO stage_offset AS o (stage, topic, partition, topic_id, next_offset, owner_epoch)
            VALUES ($1, $2, $3, $4, $5, 1)
            ON CONFLICT (stage, topic, partition) DO UPDATE SET owner_epoch = o.owner_epoch + 1
            RETURNING topic_id, next_offset, owner_epoch""";
    private static final String OPEN_BATCH = """
            WITH held AS (
                SELECT topic, partition, next_offset, owner_epoch FROM stage_offset
                WHERE stage = $1 AND (topic, partition) IN (SELECT * FROM unnest($2::text[], $3::int[]))
                ORDER BY topic, partition FOR UPDATE),
            opened AS (INSERT INTO batch (stage) VALUES ($1) RETURNING id)
            SELECT held.*, opened.id FROM held, opened""";
    private static final String ADVANCE = """
            UPDATE stage_offset o SET next_offset = v.next_offset
            FROM unnest($2::text[], $3::int[], $4::bigint[]) AS v(topic, partition, next_offset)
            WHERE o.stage = $1 AND o.topic = v.topic AND o.partition = v.partition""";

    private StageOffsets() {}

    /** What an assignment finds, after fencing off the former owner. */
    record Claim(String topicId, long nextOffset, long epoch) {}

    /** A batch opened by the current owner: its id, and where and in whose epoch each partition stands. */
    record Opened(long batchId, Map<TopicPartition, Claim> held) {}

    static Uni<Claim> claim(SqlClient client, String stage, TopicPartition tp, String topicId, long first) {
        return client.preparedQuery(CLAIM)
                .execute(Tuple.of(stage, tp.topic(), tp.partition(), topicId, first))
                .map(rows -> claimOf(rows.iterator().next()));
    }

    private static Claim claimOf(Row row) {
        return new Claim(row.getString("topic_id"), row.getLong("next_offset"), row.getLong("owner_epoch"));
    }

    static Uni<Opened> open(SqlConnection tx, String stage, List<TopicPartition> partitions) {
        Tuple args = Columns.of(partitions)
                .text(TopicPartition::topic)
                .integer(TopicPartition::partition)
                .tuple();
        Tuple all = Tuple.of(stage).addValue(args.getValue(0)).addValue(args.getValue(1));
        return tx.preparedQuery(OPEN_BATCH).execute(all).map(StageOffsets::opened);
    }

    private static Opened opened(RowSet<Row> rows) {
        Map<TopicPartition, Claim> held = new HashMap<>();
        long batch = 0;
        for (Row row : rows) {
            batch = row.getLong("id");
            TopicPartition tp = new TopicPartition(row.getString("topic"), row.getInteger("partition"));
            held.put(tp, new Claim("", row.getLong("next_offset"), row.getLong("owner_epoch")));
        }
        return new Opened(batch, held);
    }

    static Uni<Void> advance(SqlConnection tx, String stage, Map<TopicPartition, Long> next) {
        List<Map.Entry<TopicPartition, Long>> entries = List.copyOf(next.entrySet());
        Tuple args = Columns.of(entries)
                .text(e -> e.getKey().topic())
                .integer(e -> e.getKey().partition())
                .bigint(Map.Entry::getValue)
                .tuple();
        Tuple all = Tuple.of(stage)
                .addValue(args.getValue(0))
                .addValue(args.getValue(1))
                .addValue(args.getValue(2));
        return tx.preparedQuery(ADVANCE).execute(all).replaceWithVoid();
    }
}
