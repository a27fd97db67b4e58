package dev.truemark.ledger;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Makes objects of many rows a piece at a time: between two pieces the event loop does what else there is to do. */
final class Pieces<R, T> {
    /** So many rows take less than a millisecond. */
    static final int PIECE = 200;

    private final Context loop;
    private final Iterator<R> left;
    private final Function<R, T> mapper;
    private final List<T> made;
    private final UniEmitter<? super List<T>> done;

    private Pieces(Context loop, int count, Iterator<R> rows, Function<R, T> mapper, UniEmitter<? super List<T>> done) {
        this.loop = loop;
        this.left = rows;
        this.mapper = mapper;
        this.made = new ArrayList<>(count);
        this.done = done;
    }

    /**
     * In the order of the rows; at once where they are few, or where this is no thread of an event loop.
     *
     * @param count how many rows there are
     */
    static <R, T> Uni<List<T>> of(int count, Iterable<R> rows, Function<R, T> mapper) {
        Context loop = Vertx.currentContext();
        if (count > PIECE && loop != null) {
            return Uni.createFrom().emitter(done -> new Pieces<>(loop, count, rows.iterator(), mapper, done).next());
        }
        List<T> all = new ArrayList<>(count);
        for (R row : rows) all.add(mapper.apply(row));
        return Uni.createFrom().item(all);
    }

    private void next() {
        try {
            for (int n = 0; n < PIECE && left.hasNext(); n++) made.add(mapper.apply(left.next()));
        } catch (RuntimeException unreadable) {
            done.fail(unreadable);
            return;
        }
        if (left.hasNext()) loop.runOnContext(ignored -> next());
        else done.complete(made);
    }
}
