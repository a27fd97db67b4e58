package dev.truemark.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Posts to webhooks: to the address that was judged, for the host that was named. Redirects are not followed, nothing of an
 * answer is read but its status and {@code Retry-After}, and an attempt has a bound in time.
 */
final class WebhookCalls implements AutoCloseable {
    private static final int MOST_RETRY_SECONDS = 86_400;

    private final HttpClient client;
    private final Resolver resolver;
    private final Duration timeout;

    WebhookCalls(Vertx vertx, Resolver resolver, Duration timeout, int parallel) {
        this(vertx, resolver, timeout, parallel, new HttpClientOptions());
    }

    /** @param trust whom to trust; the certificates of the platform unless it says otherwise */
    WebhookCalls(Vertx vertx, Resolver resolver, Duration timeout, int parallel, HttpClientOptions trust) {
        this.resolver = resolver;
        this.timeout = timeout;
        this.client = vertx.createHttpClient(new HttpClientOptions(trust)
                .setConnectTimeout(Math.toIntExact(timeout.toMillis()))
                .setKeepAlive(false)
                .setMaxPoolSize(parallel));
    }

    /** Never fails: what went wrong is in the attempt. */
    Uni<Attempt> post(String address, Map<String, String> headers, byte[] body) {
        return resolver.resolve(address)
                .chain(found -> found.map(place -> post(place, headers, body))
                        .orElseGet(() -> Uni.createFrom().item(Attempt.failed("no such host"))))
                .ifNoItem()
                .after(timeout)
                .recoverWithItem(() -> Attempt.failed("no answer in time"))
                .onFailure()
                .recoverWithItem(failure -> Attempt.failed(reason(failure)));
    }

    private Uni<Attempt> post(Resolver.Place place, Map<String, String> headers, byte[] body) {
        WebhookUrl url = place.url();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        url.port(), place.address().getHostAddress()))
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.isTls())
                .setURI(url.target())
                .setFollowRedirects(false);
        headers.forEach(options::putHeader);
        return client.request(options).chain(request -> sent(request, body));
    }

    private static Uni<Attempt> sent(HttpClientRequest request, byte[] body) {
        return request.send(Buffer.buffer(body))
                .map(WebhookCalls::attempt)
                .onTermination()
                .invoke(() -> abandon(request));
    }

    /** The rest of the answer is cut off, which is no fault. */
    private static Attempt attempt(HttpClientResponse response) {
        var unused = response.exceptionHandler(cutOff -> {});
        return Attempt.answered(response.statusCode(), retryAfter(response));
    }

    private static void abandon(HttpClientRequest request) {
        var unused = request.reset();
    }

    /** Whole seconds only: a date rests on the receiver's clock. */
    private static Optional<Duration> retryAfter(HttpClientResponse response) {
        String seconds = response.getHeader("Retry-After");
        if (seconds == null || !seconds.strip().matches("[0-9]{1,9}")) return Optional.empty();
        return Optional.of(Duration.ofSeconds(Math.min(Integer.parseInt(seconds.strip()), MOST_RETRY_SECONDS)));
    }

    private static String reason(Throwable failure) {
        return failure instanceof WebhookUrl.Refused refused
                ? "not sent: " + refused.code()
                : failure.getClass().getSimpleName();
    }

    @Override
    public void close() {
        client.closeAndForget();
    }
}
