package dev.truemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private static final int MANY = 3 * Pieces.PIECE + 7;
    private static final List<Integer> ROWS = IntStream.range(0, MANY).boxed().toList();
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static List<Integer> onLoop(Function<Integer, Integer> mapper, Runnable then) {
        CompletableFuture<List<Integer>> found = new CompletableFuture<>();
        VERTX.getOrCreateContext().runOnContext(ignored -> {
            Pieces.of(MANY, ROWS, mapper).subscribe().with(found::complete, found::completeExceptionally);
            then.run();
        });
        return found.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Test
    void everyRowIsThereInItsOrder() {
        assertThat(onLoop(each -> 2 * each, () -> {}))
                .isEqualTo(ROWS.stream().map(each -> 2 * each).toList());
    }

    @Test
    void betweenPiecesTheLoopIsFree() {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger madeBefore = new AtomicInteger();

        onLoop(each -> made.incrementAndGet(), () -> madeBefore.set(made.get()));

        assertThat(madeBefore).hasValue(Pieces.PIECE);
        assertThat(made).hasValue(MANY);
    }

    @Test
    void aRowThatCannotBeReadFailsTheWhole() {
        assertThatThrownBy(() -> onLoop(each -> Math.floorDiv(1, MANY - 1 - each), () -> {}))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void elsewhereTheyAreMadeAtOnce() {
        assertThat(Pieces.of(MANY, ROWS, each -> each).await().indefinitely()).isEqualTo(ROWS);
    }
}
