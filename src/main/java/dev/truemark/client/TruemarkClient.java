package dev.truemark.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.client.TokenSource.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * One connection for many portfolios (docs/clients.md): connects, subscribes, folds, checks hashes, resumes, and comes back by
 * itself until {@link #close}. Its methods may be called by any thread and return at once.
 *
 * <pre>{@code
 * try (var client = new TruemarkClient(URI.create("https://host"), reason -> session.token(reason), new ClientListener() {})) {
 *     client.subscribe("ACC001", Filter.NONE, new SubscriptionListener() {
 *         public void onChange(PortfolioState state, JsonNode frame) {
 *             System.out.println(state.totals().path("total_value").asText());
 *         }
 *     });
 * }
 * }</pre>
 */
public final class TruemarkClient implements AutoCloseable {
    /** Codes after which trying again would end the same way. */
    private static final Set<Integer> FINAL_CLOSES = Set.of(4400, 4403);

    private static final Set<String> FINAL_ERRORS = Set.of(
            "NOT_FOUND",
            "TOO_MANY_SUBSCRIPTIONS",
            "TOO_MANY_SYMBOLS",
            "UNSUPPORTED",
            "IN_THE_FUTURE",
            "TOO_MANY_REPLAYS",
            "TOO_MUCH_HISTORY");
    private static final int TOKEN_EXPIRED = 4401;
    private static final int HEARTBEATS_MISSED = 3;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final URI address;
    private final TokenSource tokens;
    private final ClientListener listener;
    private final HttpClient http;
    private final ClientThread thread = new ClientThread();
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private final Set<String> symbols = new LinkedHashSet<>();
    private final Backoff backoff = new Backoff();
    private volatile State state = State.CONNECTING;
    private Optional<Connection> connection = Optional.empty();
    private Reason reason = Reason.CONNECT;
    private Duration heartbeat = HEARTBEAT;
    private long heardAtNanos;
    private int openings;
    private int watches;
    private boolean wanted;

    /** Whether there is a connection. {@code CLOSED} is the end. */
    public enum State {
        CONNECTING,
        OPEN,
        WAITING,
        CLOSED
    }

    /** @param service such as {@code https://host} */
    public TruemarkClient(URI service, TokenSource tokens, ClientListener listener) {
        this(
                service,
                tokens,
                listener,
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
    }

    /** @param http with certificates or a proxy of its own, say */
    public TruemarkClient(URI service, TokenSource tokens, ClientListener listener, HttpClient http) {
        String socket = service.resolve("/api/v1/ws").toString();
        this.address = URI.create(socket.replaceFirst("^http", "ws"));
        this.tokens = tokens;
        this.listener = listener;
        this.http = http;
    }

    public State state() {
        return state;
    }

    /** Follows a portfolio, by either id; connects if that is to be done. */
    public Subscription subscribe(String portfolioId, Filter filter, SubscriptionListener hears) {
        return add(new Subscription(this, portfolioId, filter, hears));
    }

    /**
     * Follows the past of a portfolio, by either id. It takes the place of the same portfolio followed before on this client:
     * close that first, or use another client.
     */
    public Subscription replay(String portfolioId, Past past, Filter filter, SubscriptionListener hears) {
        return add(new Subscription(this, portfolioId, Optional.of(past), filter, hears));
    }

    private Subscription add(Subscription subscription) {
        thread.run(() -> {
            subscriptions.add(subscription);
            if (state == State.OPEN) send(subscription.message());
            else connect();
        });
        return subscription;
    }

    /** Hears of symbols' prices too. */
    public void quotes(Collection<String> names) {
        List<String> added = List.copyOf(names);
        thread.run(() -> {
            symbols.addAll(added);
            if (state == State.OPEN) send(quotesOf(added));
            else connect();
        });
    }

    /** Gives the connection a newer token of the same user before the service asks for one. */
    public void authorize(String token) {
        ObjectNode message = message("authorize").put("token", token);
        thread.run(() -> send(message));
    }

    /** Tries again now if it waits. */
    public void retry() {
        thread.run(() -> {
            if (state == State.WAITING) open();
        });
    }

    /** Ends the connection and all subscriptions. */
    @Override
    public void close() {
        thread.run(() -> end("CLOSED"));
    }

    void forget(Subscription subscription) {
        thread.run(() -> {
            if (subscriptions.remove(subscription)) send(subscription.about("unsubscribe"));
        });
    }

    /** For the client's thread. What is sent while there is no connection is lost; it is said again when there is one. */
    void send(ObjectNode message) {
        if (state == State.OPEN) connection.ifPresent(open -> open.send(message.toString()));
    }

    private void connect() {
        if (wanted || state == State.CLOSED) return;
        wanted = true;
        open();
    }

    private void open() {
        int opening = ++openings;
        Reason why = reason;
        become(State.CONNECTING, Optional.empty(), "");
        thread.ask(
                () -> tokens.token(why),
                token -> {
                    if (opening == openings && wanted) dial(token, opening);
                },
                failure -> {
                    if (opening != openings || !wanted) return;
                    if (failure instanceof Unauthorized) end("UNAUTHORIZED");
                    else pause(String.valueOf(failure.getMessage()));
                });
    }

    private void dial(String token, int opening) {
        Connection made = new Connection(
                frame -> thread.run(() -> {
                    if (opening == openings && wanted) frame(frame);
                }),
                code -> thread.run(() -> {
                    if (opening == openings && wanted) closed(code);
                }));
        var unused = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .connectTimeout(CONNECT_TIMEOUT)
                .buildAsync(address, made)
                .whenComplete((socket, failure) -> thread.run(() -> dialled(made, socket, failure, opening)));
    }

    private void dialled(Connection made, WebSocket socket, Throwable failure, int opening) {
        if (opening != openings || !wanted) {
            if (socket != null) socket.abort();
            return;
        }
        if (failure != null) {
            refused(failure instanceof CompletionException ? failure.getCause() : failure);
            return;
        }
        connection = Optional.of(made);
        reason = Reason.CONNECT;
        become(State.OPEN, Optional.empty(), "");
        for (Subscription each : subscriptions) send(each.message());
        if (!symbols.isEmpty()) send(quotesOf(symbols));
        heardAtNanos = System.nanoTime();
        watch(silence());
        made.begin();
    }

    private void refused(Throwable failure) {
        boolean token = failure instanceof WebSocketHandshakeException answer
                && answer.getResponse().statusCode() == 401;
        reason = token ? Reason.REFUSED : Reason.CONNECT;
        pause(failure.getClass().getSimpleName());
    }

    private void frame(JsonNode frame) {
        heardAtNanos = System.nanoTime();
        String type = frame.path("type").asText();
        boolean error = type.equals("error");
        if (type.equals("hello")) {
            heartbeat = Duration.ofMillis(frame.path("heartbeat_ms").asLong(HEARTBEAT.toMillis()));
            watch(silence());
        } else if (!error) {
            // What was served is worth a quick return; a connection that only opens is not
            backoff.reset();
        }
        if (type.equals("quote")) {
            listener.onQuote(frame);
        } else if (frame.hasNonNull("portfolio_id")) {
            deal(frame, error ? frame.path("code").asText() : "");
        } else if (error) {
            error(frame.path("code").asText(), frame.path("detail").asText());
        }
    }

    private void error(String code, String detail) {
        if (!code.equals("TOKEN_EXPIRES")) {
            listener.onError(code, detail);
            return;
        }
        thread.ask(
                () -> tokens.token(Reason.EXPIRES),
                token -> send(message("authorize").put("token", token)),
                failure -> listener.onError(code, String.valueOf(failure.getMessage())));
    }

    /** Hands a frame to the subscriptions that it is meant for. */
    private void deal(JsonNode frame, String error) {
        List<Subscription> sure =
                subscriptions.stream().filter(each -> each.isOfEpoch(frame)).toList();
        List<Subscription> meant = !sure.isEmpty()
                ? sure
                : subscriptions.stream().filter(each -> each.isMeantBy(frame)).toList();
        for (Subscription each : meant) {
            if (FINAL_ERRORS.contains(error)) subscriptions.remove(each);
            if (error.equals("UNAVAILABLE")) thread.after(Backoff.of(2), () -> askAgain(each));
            thread.guarded(() -> each.take(frame)).run();
        }
    }

    private void askAgain(Subscription subscription) {
        if (subscriptions.contains(subscription)) send(subscription.message());
    }

    private void closed(int code) {
        connection = Optional.empty();
        if (FINAL_CLOSES.contains(code)) {
            end(String.valueOf(code));
            return;
        }
        reason = code == TOKEN_EXPIRED ? Reason.REFUSED : Reason.CONNECT;
        pause(String.valueOf(code));
    }

    private void pause(String why) {
        Duration pause = backoff.next();
        int opening = ++openings;
        become(State.WAITING, Optional.of(pause), why);
        thread.after(pause, () -> {
            if (opening == openings && wanted) open();
        });
    }

    /** A socket that says nothing for three heartbeats is gone, whatever the network believes. */
    private void watch(Duration patience) {
        int watch = ++watches;
        thread.after(patience, () -> {
            if (watch != watches || connection.isEmpty()) return;
            Duration left = silence().minusNanos(System.nanoTime() - heardAtNanos);
            if (left.isPositive()) watch(left);
            else connection.get().abort(Connection.LOST);
        });
    }

    private Duration silence() {
        return heartbeat.multipliedBy(HEARTBEATS_MISSED);
    }

    private void end(String why) {
        if (state == State.CLOSED) return;
        wanted = false;
        subscriptions.clear();
        symbols.clear();
        connection.ifPresent(Connection::close);
        connection = Optional.empty();
        become(State.CLOSED, Optional.empty(), why);
        thread.end();
    }

    private void become(State now, Optional<Duration> retryIn, String why) {
        state = now;
        thread.guarded(() -> listener.onState(now, retryIn, why)).run();
    }

    private static ObjectNode quotesOf(Collection<String> names) {
        ObjectNode message = message("subscribe");
        names.forEach(message.withArray("symbols")::add);
        return message;
    }

    private static ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
