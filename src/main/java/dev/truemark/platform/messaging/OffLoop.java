package dev.truemark.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Runs what takes the CPU for more than a millisecond on a worker, and goes on where it came from. */
public final class OffLoop {
    private OffLoop() {}

    /** Called on an event loop, which is free while {@code work} computes; what follows runs on that loop again. */
    public static <T> Uni<T> compute(Supplier<T> work) {
        Context loop = Vertx.currentContext();
        Uni<T> computed = Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        return loop == null ? computed : computed.emitOn(next -> loop.runOnContext(ignored -> next.run()));
    }
}
