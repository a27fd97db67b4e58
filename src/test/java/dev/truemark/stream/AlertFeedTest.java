package dev.truemark.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.alert.AlertEvents.Told;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Every event once, in order, from where the client was, and no more in memory than it reads. */
class AlertFeedTest {
    private static final long EVERY = 1000;
    private static final PortfolioKey KEY = new PortfolioKey(UUID.randomUUID(), UUID.randomUUID());

    private final TestThread thread = new TestThread();
    private final Kept kept = new Kept();
    private final AlertFeed feed = new AlertFeed(kept, thread, EVERY);
    private final Outbox outbox = new Outbox(Runnable::run, 4, thread::nanoTime, why -> {});
    private final Client client = Client.of(outbox);

    static final class NoEvents implements AlertFeed.Events {
        @Override
        public Uni<Map<UUID, Long>> newest(Collection<UUID> portfolios) {
            return Uni.createFrom().item(Map.of());
        }

        @Override
        public Uni<List<Told>> after(UUID portfolio, long seq, int limit) {
            return Uni.createFrom().item(List.of());
        }
    }

    /** Events 1 to {@code last}; reads are counted, and fail while {@code away}. */
    private static final class Kept implements AlertFeed.Events {
        private long last;
        private boolean away;
        private final List<Long> reads = new ArrayList<>();

        @Override
        public Uni<Map<UUID, Long>> newest(Collection<UUID> portfolios) {
            return away
                    ? Uni.createFrom().failure(new IllegalStateException("away"))
                    : Uni.createFrom().item(Map.of(KEY.id(), last));
        }

        @Override
        public Uni<List<Told>> after(UUID portfolio, long seq, int limit) {
            reads.add(seq);
            return Uni.createFrom()
                    .item(LongStream.rangeClosed(seq + 1, Math.min(last, seq + limit))
                            .mapToObj(n -> new Told(n, "{\"type\":\"alert\",\"seq\":" + n + "}"))
                            .toList());
        }
    }

    private AlertSlot joined(Optional<Long> told) {
        AlertSlot slot =
                new AlertSlot(outbox, KEY, feed.since(KEY, told).await().indefinitely());
        feed.join(slot);
        return slot;
    }

    private List<Long> heard() {
        return client.take().stream().map(frame -> frame.get("seq").longValue()).toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void whoComesNowHearsOfWhatComesLater() {
        kept.last = 3;
        client.readAll();
        joined(Optional.empty());
        thread.pass(EVERY);
        assertThat(heard()).isEmpty();
        kept.last = 5;
        thread.pass(EVERY);
        assertThat(heard()).containsExactly(4L, 5L);
        thread.pass(10 * EVERY);
        assertThat(heard()).isEmpty();
    }

    @Test
    void whoComesBackHearsOfWhatItMissed() {
        kept.last = 7;
        client.readAll();
        joined(Optional.of(4L));
        assertThat(heard()).containsExactly(5L, 6L, 7L);
        assertThat(feed.since(KEY, Optional.of(99L)).await().indefinitely())
                .as("nobody was later than now")
                .isEqualTo(7);
    }

    /** 230 events for a client that reads 60, then the rest: pages of 50, the next one when a page is read. */
    @Test
    void whoReadsSlowlyCostsOnePage() {
        kept.last = 230;
        joined(Optional.of(0L));
        thread.pass(10 * EVERY);
        assertThat(kept.reads).containsExactly(0L);
        client.read(60);
        assertThat(heard()).isEqualTo(range(1, 50));
        thread.pass(10 * EVERY);
        assertThat(heard()).isEqualTo(range(51, 60));
        assertThat(kept.reads).containsExactly(0L, 50L);
        client.readAll();
        thread.pass(10 * EVERY);
        assertThat(heard()).isEqualTo(range(61, 230));
    }

    @Test
    void whatCouldNotBeReadIsReadTheNextTime() {
        client.readAll();
        joined(Optional.empty());
        kept.away = true;
        kept.last = 2;
        thread.pass(3 * EVERY);
        assertThat(heard()).isEmpty();
        kept.away = false;
        thread.pass(EVERY);
        assertThat(heard()).containsExactly(1L, 2L);
    }

    @Test
    void whoLeavesHearsNothingAndNobodyIsAskedAnyMore() {
        client.readAll();
        AlertSlot slot = joined(Optional.empty());
        feed.leave(slot);
        assertThat(feed.listeners()).isZero();
        kept.last = 2;
        thread.pass(10 * EVERY);
        assertThat(heard()).isEmpty();
        assertThat(kept.reads).isEmpty();
    }
}
