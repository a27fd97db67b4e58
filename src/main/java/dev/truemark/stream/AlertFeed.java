package dev.truemark.stream;

import dev.truemark.alert.AlertEvents;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tells connections of alerts.
 *
 * <p><b>Delivery.</b> Read from where the alerts are kept, at intervals and only while somebody listens: whatever instance made
 * them, each connection hears of each event after its own place once. <b>Order.</b> Per portfolio. <b>Failure.</b> What could not be
 * read is read the next time.
 */
final class AlertFeed {
    private static final Logger LOG = Logger.getLogger(AlertFeed.class);
    private static final int PAGE = 50;

    private final Events events;
    private final HubThread timer;
    private final long everyNanos;
    private final Set<AlertSlot> slots = ConcurrentHashMap.newKeySet();
    private boolean looking;

    /** Where events are read. */
    interface Events {
        Uni<Map<UUID, Long>> newest(Collection<UUID> portfolios);

        Uni<List<AlertEvents.Told>> after(UUID portfolio, long seq, int limit);
    }

    AlertFeed(Events events, HubThread timer, long everyNanos) {
        this.events = events;
        this.timer = timer;
        this.everyNanos = everyNanos;
    }

    /** From where a client hears on: where it says that it was, or now; never later than now. */
    Uni<Long> since(PortfolioKey key, Optional<Long> told) {
        return events.newest(List.of(key.id()))
                .map(all -> all.getOrDefault(key.id(), 0L))
                .map(newest -> told.map(seq -> Math.min(seq, newest)).orElse(newest));
    }

    void join(AlertSlot slot) {
        slots.add(slot);
        timer.run(this::lookUnlessLooking);
    }

    void leave(AlertSlot slot) {
        slots.remove(slot);
        slot.leave();
    }

    int listeners() {
        return slots.size();
    }

    /** On the hub's thread. */
    private void lookUnlessLooking() {
        if (!looking && !slots.isEmpty()) look();
    }

    private void look() {
        looking = true;
        Set<UUID> portfolios = new HashSet<>();
        slots.forEach(each -> portfolios.add(each.key().id()));
        events.newest(portfolios).subscribe().with(this::read, this::failed);
        timer.after(everyNanos, () -> {
            looking = false;
            lookUnlessLooking();
        });
    }

    private void read(Map<UUID, Long> newest) {
        for (AlertSlot slot : slots) {
            Long last = newest.get(slot.key().id());
            if (last == null || !slot.beginReading(last)) continue;
            events.after(slot.key().id(), slot.taken(), PAGE).subscribe().with(slot::offer, failure -> {
                slot.failed();
                failed(failure);
            });
        }
    }

    private void failed(Throwable failure) {
        LOG.warnf("alerts not read: reason=%s", failure.toString());
    }
}
