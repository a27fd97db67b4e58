package dev.truemark.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CryptoPoolTest {
    private final CryptoPool pool = new CryptoPool(1, 1);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void stop() {
        gate.countDown();
        pool.stop();
    }

    private UniAssertSubscriber<String> waiting() {
        return pool.run(() -> {
                    try {
                        gate.await();
                        return Thread.currentThread().getName();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void whatDoesNotFitTheQueueIsToldToComeBack() {
        UniAssertSubscriber<String> running = waiting();
        UniAssertSubscriber<String> queued = waiting();
        UniAssertSubscriber<String> refused = waiting();

        assertThat(refused.awaitFailure().getFailure()).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type()).isEqualTo(CommonProblems.UNAVAILABLE);
            assertThat(problem.headers()).containsEntry("Retry-After", "1");
        });
        gate.countDown();
        assertThat(running.awaitItem().getItem()).startsWith("crypto-");
        assertThat(queued.awaitItem().getItem()).startsWith("crypto-");
    }
}
