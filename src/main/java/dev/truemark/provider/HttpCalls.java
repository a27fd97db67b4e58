package dev.truemark.provider;

import dev.truemark.provider.Requests.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.function.Function;

/** Sends requests; an answer has a bound in time and in size, from the first byte of the connection to its last. */
final class HttpCalls implements Function<String, Response>, AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final HttpClient client;
    private final ProviderConfig config;

    HttpCalls(Vertx vertx, ProviderConfig config) {
        this.config = config;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.timeout().toMillis()))
                .setDecompressionSupported(true)
                .setMaxPoolSize(1));
    }

    /** @throws ProviderFailure if there is no whole answer */
    @Override
    public Response apply(String path) {
        return client.request(request(path))
                .chain(this::sent)
                .ifNoItem()
                .after(config.timeout())
                .failWith(() -> new ProviderFailure.Unavailable("no answer in time"))
                .onFailure(failure -> !(failure instanceof ProviderFailure))
                .transform(failure ->
                        new ProviderFailure.Unavailable(failure.getClass().getSimpleName()))
                .await()
                .atMost(config.timeout().plus(GRACE));
    }

    private RequestOptions request(String path) {
        String base = config.url().toString().replaceAll("/+$", "");
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(base + path)
                .putHeader("Accept", "application/json")
                .putHeader("User-Agent", "Truemark");
        config.headers().forEach(options::putHeader);
        return options;
    }

    private Uni<Response> sent(HttpClientRequest request) {
        return request.send()
                .chain(response -> body(response).map(body -> responseOf(response, body)))
                .onFailure()
                .invoke(() -> abandon(request))
                .onCancellation()
                .invoke(() -> abandon(request));
    }

    private static Response responseOf(HttpClientResponse response, Buffer body) {
        String retryAfter = response.getHeader("Retry-After");
        return new Response(response.statusCode(), retryAfter == null ? "" : retryAfter, body.getBytes());
    }

    private Uni<Buffer> body(HttpClientResponse response) {
        return response.toMulti().collect().in(Buffer::buffer, (all, part) -> {
            if (all.length() + part.length() > config.maxBytes()) {
                throw new ProviderFailure.Unreadable("longer than truemark.provider.max-bytes");
            }
            var unused = all.appendBuffer(part);
        });
    }

    private static void abandon(HttpClientRequest request) {
        var unused = request.reset();
    }

    @Override
    public void close() {
        client.closeAndForget();
    }
}
