package dev.truemark.stream;

import dev.truemark.auth.Caller;
import dev.truemark.stream.ClientMessage.SubscribeAlerts;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Of which portfolios one connection hears alerts. Used on the connection's own executor. */
final class AlertSubscriptions {
    private static final Logger LOG = Logger.getLogger(AlertSubscriptions.class);

    private final Outbox outbox;
    private final Executor connection;
    private final Surroundings around;
    private final Map<PortfolioKey, Named> slots = new HashMap<>();
    private boolean over;

    /** @param asked the id by which it was subscribed */
    private record Named(AlertSlot slot, String asked) {}

    AlertSubscriptions(Outbox outbox, Executor connection, Surroundings around) {
        this.outbox = outbox;
        this.connection = connection;
        this.around = around;
    }

    /** Hears of a portfolio that {@code caller} may see, from another place on where it did already. */
    Uni<Void> join(Caller caller, SubscribeAlerts wish) {
        return around.source()
                .find(caller, wish.portfolioId())
                .emitOn(connection)
                .chain(key -> key.map(found -> join(found, wish)).orElseGet(() -> {
                    refuse(wish.portfolioId(), StreamError.NOT_FOUND, "no such portfolio");
                    return Uni.createFrom().voidItem();
                }))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("alerts not subscribed: reason=%s", failure.toString());
                    connection.execute(
                            () -> refuse(wish.portfolioId(), StreamError.UNAVAILABLE, "not available for the moment"));
                    return null;
                });
    }

    private Uni<Void> join(PortfolioKey key, SubscribeAlerts wish) {
        if (!slots.containsKey(key) && slots.size() >= around.config().maxSubscriptions()) {
            refuse(wish.portfolioId(), StreamError.TOO_MANY_SUBSCRIPTIONS, "more portfolios than the limit");
            return Uni.createFrom().voidItem();
        }
        return around.alerts()
                .since(key, wish.since())
                .emitOn(connection)
                .invoke(since -> begin(key, wish.portfolioId(), since))
                .replaceWithVoid();
    }

    private void begin(PortfolioKey key, String asked, long since) {
        if (over) return;
        AlertSlot slot = new AlertSlot(outbox, key, since);
        Named before = slots.put(key, new Named(slot, asked));
        if (before != null) around.alerts().leave(before.slot());
        outbox.control(Frames.alertsSubscribed(asked, key, since));
        around.alerts().join(slot);
    }

    void leave(String portfolioId) {
        Optional<PortfolioKey> meant = slots.entrySet().stream()
                .filter(each -> each.getValue().asked().equals(portfolioId)
                        || each.getKey().id().toString().equals(portfolioId))
                .map(Map.Entry::getKey)
                .findFirst();
        if (meant.isEmpty()) {
            refuse(portfolioId, StreamError.NOT_SUBSCRIBED, "not subscribed");
        } else {
            around.alerts().leave(slots.remove(meant.get()).slot());
        }
    }

    private void refuse(String portfolioId, StreamError why, String detail) {
        outbox.control(Frames.alertsError(portfolioId, why, detail));
    }

    void leaveAll() {
        over = true;
        slots.values().forEach(each -> around.alerts().leave(each.slot()));
        slots.clear();
    }
}
