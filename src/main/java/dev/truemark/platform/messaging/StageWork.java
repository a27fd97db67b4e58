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

    /**
     * What takes long and needs no lock, such as computing figures; what it returns then writes the batch. No transaction is
     * open meanwhile, so neither the books nor the next owner of a partition wait for it.
     *
     * @param records polled; some of them may have been read before
     */
    Uni<Write> prepare(List<InRecord> records);

    /** Writes those records that were not read before, in the transaction of their batch. */
    @FunctionalInterface
    interface Write {
        Uni<Written> write(SqlConnection tx, long batchId, List<InRecord> records);
    }

    /** Work with nothing to prepare. */
    interface Immediate extends StageWork, Write {
        @Override
        default Uni<Write> prepare(List<InRecord> records) {
            return Uni.createFrom().item(this);
        }
    }
}
