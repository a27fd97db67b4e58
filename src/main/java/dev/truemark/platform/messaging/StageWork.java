package dev.truemark.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/**
 * What a stage does with a batch of records.
 *
 * <p><b>Delivery.</b> At least once in, once in effect: everything written through the connection commits together with
 * the offsets, or not at all. A batch may be tried again, whole or in parts, so a write keeps nothing in memory.
 * <p><b>Failure.</b> A record that cannot be processed is for the work to turn into a dead letter; where it throws all
 * the same, the runner halves the batch until the record stands alone and sends that to the dead-letter topic. A fault
 * of the database pauses the stage.
 */
public interface StageWork {
    /** Short, stable name; part of the key of its offsets and of its metrics. */
    String stage();

    Uni<Written> write(SqlConnection tx, long batchId, List<InRecord> records);
}
