package dev.truemark.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.provider.Requests.Response;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server of our own on a port that was free. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpCallsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final Vertx vertx = Vertx.vertx();
    private final CopyOnWriteArrayList<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close().await().atMost(PATIENCE);
    }

    private int serve() {
        return vertx.getDelegate()
                .createHttpServer()
                .requestHandler(request -> {
                    seen.add(request.uri() + " " + request.getHeader("X-API-KEY"));
                    HttpServerResponse response = request.response();
                    var unused = switch (request.path()) {
                        case "/limited" ->
                            response.setStatusCode(429)
                                    .putHeader("Retry-After", "7")
                                    .end("Too Many Requests\r\n");
                        case "/silent" -> null;
                        case "/trickle" -> response.setChunked(true).write("{");
                        case "/cut" -> request.connection().close();
                        case "/large" -> response.end("x".repeat(2000));
                        default -> response.end("{\"a\":1}");
                    };
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private HttpCalls calls(int port) {
        return new HttpCalls(
                vertx,
                TestConfig.with(
                        "url",
                        "http://localhost:" + port + "/",
                        "timeout",
                        "PT1S",
                        "max-bytes",
                        "1024",
                        "headers.X-API-KEY",
                        "secret"));
    }

    @Test
    void anAnswerComesWithItsStatusAndBody() {
        try (HttpCalls calls = calls(serve())) {
            Response response = calls.apply("/v8/finance/chart/%5EGSPC?period1=1");
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).asString().isEqualTo("{\"a\":1}");
            assertThat(response.retryAfter()).isEmpty();
            assertThat(seen).containsExactly("/v8/finance/chart/%5EGSPC?period1=1 secret");

            assertThat(calls.apply("/limited").retryAfter()).isEqualTo("7");
        }
    }

    /** Each leaves the client able to ask again, though it may have one connection only. */
    @Test
    void whatIsSilentSlowCutOrTooLargeFails() {
        try (HttpCalls calls = calls(serve())) {
            for (String path : new String[] {"/silent", "/trickle", "/cut"}) {
                assertThatThrownBy(() -> calls.apply(path)).as(path).isInstanceOf(ProviderFailure.Unavailable.class);
                assertThat(calls.apply("/fine").status()).isEqualTo(200);
            }
            assertThatThrownBy(() -> calls.apply("/large"))
                    .isInstanceOf(ProviderFailure.Unreadable.class)
                    .hasMessageContaining("max-bytes");
            assertThat(calls.apply("/fine").status()).isEqualTo(200);
        }
    }

    @Test
    void nobodyThereIsAFailureThatMayPass() {
        int port = serve();
        vertx.close().await().atMost(PATIENCE);
        Vertx another = Vertx.vertx();
        try (HttpCalls calls = new HttpCalls(another, TestConfig.with("url", "http://localhost:" + port))) {
            assertThatThrownBy(() -> calls.apply("/a"))
                    .isInstanceOfSatisfying(
                            ProviderFailure.class,
                            failure -> assertThat(failure.mayPass()).isTrue())
                    .hasMessageNotContaining(String.valueOf(port));
        } finally {
            another.close().await().atMost(PATIENCE);
        }
    }
}
