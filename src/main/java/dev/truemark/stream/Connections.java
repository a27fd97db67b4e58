package dev.truemark.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** The open connections of this instance, and the end of those whose clients do not read. */
@ApplicationScoped
class Connections {
    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final int LOOKS_PER_PATIENCE = 4;

    private final Surroundings around;
    private final ClientMessages messages;
    private final Vertx vertx;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> byUser = new ConcurrentHashMap<>();

    Connections(Surroundings around, ObjectMapper mapper, Vertx vertx) {
        this.around = around;
        this.messages = new ClientMessages(mapper, around.config().maxSymbols());
        this.vertx = vertx;
        lookForSlowLater();
    }

    /** What the connection is to send, for as long as it lives. */
    Multi<String> open(WebSocketConnection connection, Optional<String> onlyPortfolio) {
        Executor executor = executor(vertx.getOrCreateContext());
        Outbox outbox = new Outbox(
                executor, around.config().controlQueue(), around.timer()::nanoTime, why -> close(connection, why));
        Visitor visitor = connection.userData().get(UpgradeCheck.VISITOR);
        Session session = new Session(outbox, executor, around, messages, visitor, onlyPortfolio);
        around.metrics().connections().incrementAndGet();
        UUID user = visitor.caller().id();
        int own = byUser.merge(user, 1, Integer::sum);
        sessions.put(connection.id(), session);
        if (sessions.size() > around.config().maxConnections()
                || own > around.config().maxConnectionsPerUser()) {
            outbox.closeAfter(
                    Frames.error(StreamError.TOO_MANY_CONNECTIONS, "more connections than the limit"),
                    StreamError.TOO_MANY_CONNECTIONS);
        } else {
            session.open();
        }
        return Multi.createFrom()
                .publisher(outbox)
                .invoke(frame -> around.metrics().frames().increment());
    }

    Optional<Session> of(WebSocketConnection connection) {
        return Optional.ofNullable(sessions.get(connection.id()));
    }

    void closed(WebSocketConnection connection) {
        Session session = sessions.remove(connection.id());
        if (session == null) return;
        UUID user = connection.userData().get(UpgradeCheck.VISITOR).caller().id();
        byUser.computeIfPresent(user, (id, open) -> open > 1 ? open - 1 : null);
        around.metrics().connections().decrementAndGet();
        session.closed();
    }

    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) {
        sessions.values().forEach(session -> session.outbox().closeNow(StreamError.SHUTTING_DOWN));
    }

    private void close(WebSocketConnection connection, StreamError why) {
        if (why == StreamError.SLOW) {
            around.metrics().slow().increment();
            LOG.infof("slow client cut off: connectionId=%s", connection.id());
        }
        connection
                .close(new CloseReason(why.closeCode(), why.name()))
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("close failed: reason=%s", failure.toString()));
        Duration grace = around.config().closeGrace();
        around.timer().after(grace.toNanos(), () -> {
            if (sessions.containsKey(connection.id())) UpgradeCheck.tearDown(connection);
        });
    }

    private void lookForSlowLater() {
        long patience = around.config().slowAfter().toNanos();
        around.timer().after(patience / LOOKS_PER_PATIENCE, () -> {
            for (Session each : sessions.values()) {
                if (each.outbox().unreadNanos() > patience) each.outbox().closeNow(StreamError.SLOW);
            }
            lookForSlowLater();
        });
    }

    private static Executor executor(Context context) {
        return task -> context.runOnContext(ignored -> task.run());
    }
}
