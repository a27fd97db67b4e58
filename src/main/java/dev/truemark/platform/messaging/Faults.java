package dev.truemark.platform.messaging;

import io.vertx.pgclient.PgException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Tells a record that can never be processed from a fault that passes. */
final class Faults {
    private Faults() {}

    /**
     * Whether the records themselves are the cause: data that PostgreSQL refuses (classes 22 and 23), or an exception of
     * the code that read them. Everything else is taken for a fault of the surroundings, which pauses the stage.
     */
    static boolean isOfTheRecords(Throwable failure) {
        if (failure instanceof PgException pg) {
            String state = pg.getSqlState();
            return state != null && (state.startsWith("22") || state.startsWith("23"));
        }
        return failure instanceof IllegalArgumentException
                || failure instanceof ArithmeticException
                || failure instanceof NullPointerException
                || failure instanceof ClassCastException
                || failure instanceof IndexOutOfBoundsException
                || failure instanceof java.util.NoSuchElementException
                || failure instanceof java.time.DateTimeException;
    }

    /** One second on a thread of its own (a Kafka polling thread), never on an event loop. */
    static void pause() {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
}
