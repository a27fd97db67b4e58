package dev.truemark.stream;

import dev.truemark.stream.ClientMessage.Authorize;
import dev.truemark.stream.ClientMessage.Snap;
import dev.truemark.stream.ClientMessage.SubscribeAlerts;
import dev.truemark.stream.ClientMessage.SubscribePast;
import dev.truemark.stream.ClientMessage.SubscribePortfolio;
import dev.truemark.stream.ClientMessage.SubscribeQuotes;
import dev.truemark.stream.ClientMessage.UnsubscribeAlerts;
import dev.truemark.stream.ClientMessage.UnsubscribePortfolio;
import dev.truemark.stream.ClientMessage.UnsubscribeQuotes;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One open connection: what its client asks, in the order it asks, within its limits. Everything happens on the
 * connection's own executor.
 */
final class Session {
    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final Duration LONGEST_TIMER = Duration.ofHours(1);

    private final Outbox outbox;
    private final Executor connection;
    private final Surroundings around;
    private final Optional<String> onlyPortfolio;
    private final ClientMessages messages;
    private final Budget budget;
    private final Subscriptions subscriptions;
    private final AlertSubscriptions alerts;
    private final Deque<ClientMessage> inbox = new ArrayDeque<>();
    private Visitor visitor;
    private boolean busy;
    private boolean over;

    /** @param onlyPortfolio on the path of one portfolio */
    Session(
            Outbox outbox,
            Executor connection,
            Surroundings around,
            ClientMessages messages,
            Visitor visitor,
            Optional<String> onlyPortfolio) {
        this.outbox = outbox;
        this.connection = connection;
        this.around = around;
        this.messages = messages;
        this.visitor = visitor;
        this.onlyPortfolio = onlyPortfolio;
        this.budget = new Budget(
                around.config().maxMessagesPerSecond(), around.timer().nanoTime());
        this.subscriptions = new Subscriptions(outbox, connection, around, this::refuse);
        this.alerts = new AlertSubscriptions(outbox, connection, around);
    }

    Outbox outbox() {
        return outbox;
    }

    /** Greets, and subscribes to the portfolio of the path. */
    void open() {
        outbox.control(Frames.hello(around.config()));
        expireWith(visitor);
        onlyPortfolio.ifPresent(id -> accept(SubscribePortfolio.all(id)));
    }

    void message(String text) {
        if (over) return;
        if (!budget.take(around.timer().nanoTime())) {
            fail(StreamError.TOO_MANY_MESSAGES, "more messages than the limit");
            return;
        }
        if (text.length() > around.config().maxMessageSize()) {
            fail(StreamError.BAD_MESSAGE, "longer than the limit");
            return;
        }
        try {
            ClientMessage message = messages.parse(text);
            if (onlyPortfolio.isPresent() && !(message instanceof Snap || message instanceof Authorize)) {
                fail(StreamError.UNSUPPORTED, "this connection is for one portfolio; use /api/v1/ws");
            } else {
                accept(message);
            }
        } catch (BadMessage refused) {
            fail(refused.error(), refused.getMessage());
        }
    }

    /** A binary message, which no client of this protocol sends. */
    void unreadable() {
        fail(StreamError.BAD_MESSAGE, "messages are text");
    }

    /** The connection is closed: nothing of it stays. */
    void closed() {
        over = true;
        inbox.clear();
        subscriptions.leaveAll();
        alerts.leaveAll();
        outbox.end();
    }

    private void accept(ClientMessage message) {
        if (inbox.size() >= around.config().controlQueue()) {
            fail(StreamError.TOO_MANY_MESSAGES, "more messages at once than the limit");
            return;
        }
        inbox.add(message);
        if (!busy) work();
    }

    private void work() {
        busy = true;
        ClientMessage next = over ? null : inbox.poll();
        if (next == null) {
            busy = false;
            return;
        }
        handle(next).subscribe().with(done -> connection.execute(this::work), failure -> {
            LOG.errorf(failure, "message not served");
            connection.execute(this::work);
        });
    }

    private Uni<Void> handle(ClientMessage message) {
        return switch (message) {
            case SubscribePortfolio wish -> find(wish.portfolioId(), found -> subscriptions.join(found, wish));
            case SubscribePast wish ->
                find(
                        wish.portfolioId(),
                        found -> subscriptions.travel(visitor.caller().id(), found, wish));
            case SubscribeAlerts wish -> alerts.join(visitor.caller(), wish);
            case UnsubscribeAlerts gone -> done(() -> alerts.leave(gone.portfolioId()));
            case Authorize authorize -> authorize(authorize.token());
            case SubscribeQuotes wish -> {
                if (!subscriptions.hear(wish.symbols())) fail(StreamError.TOO_MANY_SYMBOLS, "more than the limit");
                yield Uni.createFrom().voidItem();
            }
            case UnsubscribePortfolio gone -> done(() -> subscriptions.leave(gone.portfolioId()));
            case UnsubscribeQuotes gone -> done(() -> subscriptions.unhear(gone.symbols()));
            case Snap snap -> done(() -> subscriptions.snap(snap.portfolioId()));
        };
    }

    private static Uni<Void> done(Runnable action) {
        action.run();
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> find(String portfolioId, Consumer<PortfolioKey> there) {
        return around.source()
                .find(visitor.caller(), portfolioId)
                .emitOn(connection)
                .invoke(key -> {
                    if (over) return;
                    key.ifPresentOrElse(there, () -> refuse(portfolioId, StreamError.NOT_FOUND, "no such portfolio"));
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("portfolio not looked up: reason=%s", failure.toString());
                    connection.execute(
                            () -> refuse(portfolioId, StreamError.UNAVAILABLE, "not available for the moment"));
                    return null;
                });
    }

    private Uni<Void> authorize(String token) {
        return around.tokens()
                .visitor(token)
                .emitOn(connection)
                .invoke(newer -> {
                    if (newer.caller().id().equals(visitor.caller().id())) {
                        visitor = newer;
                        expireWith(newer);
                        outbox.control(Frames.authorized(newer));
                    } else {
                        fail(StreamError.TOKEN_REFUSED, "a token of another user");
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(failure -> {
                    connection.execute(() -> fail(StreamError.TOKEN_REFUSED, "not a valid token"));
                    return null;
                });
    }

    private void expireWith(Visitor holder) {
        Optional<Instant> expiry = holder.expiresAt();
        if (expiry.isEmpty()) return;
        Instant warning = expiry.get().minus(around.config().warnBefore());
        at(warning, holder, () -> fail(StreamError.TOKEN_EXPIRES, "the token expires at " + expiry.get()));
        at(expiry.get(), holder, () -> fail(StreamError.TOKEN_EXPIRED, "the token has expired"));
    }

    /** Does something at an instant, at once if that is past, unless the connection is over or has a newer token. */
    private void at(Instant when, Visitor holder, Runnable action) {
        Duration left = Duration.between(around.clock().instant(), when);
        boolean far = left.compareTo(LONGEST_TIMER) > 0;
        long nanos = Math.max(0, (far ? LONGEST_TIMER : left).toNanos());
        around.timer()
                .after(
                        nanos,
                        () -> connection.execute(() -> {
                            if (over || visitor != holder) return;
                            if (far) at(when, holder, action);
                            else action.run();
                        }));
    }

    private void refuse(String portfolioId, StreamError why, String detail) {
        if (over) return;
        String frame = Frames.error(portfolioId, why, detail);
        if (onlyPortfolio.isPresent() && why == StreamError.NOT_FOUND) {
            over = true;
            outbox.closeAfter(frame, StreamError.NOT_YOURS);
        } else {
            outbox.control(frame);
        }
    }

    private void fail(StreamError why, String detail) {
        if (over) return;
        String frame = Frames.error(why, detail);
        if (!why.closes()) {
            outbox.control(frame);
        } else {
            over = true;
            outbox.closeAfter(frame, why);
        }
    }
}
