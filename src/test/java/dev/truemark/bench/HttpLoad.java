package dev.truemark.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** A number of connections, each asking again as soon as it is answered. */
final class HttpLoad implements AutoCloseable {
    private static final int OK = 200;
    private final HttpClient client;
    private final int connections;

    HttpLoad(Vertx vertx, int connections) {
        this.connections = connections;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(connections));
    }

    /**
     * Answers per second.
     *
     * @throws IllegalStateException if any answer is not 200
     */
    double perSecond(int port, String path, String token, Duration time) throws InterruptedException {
        Run run = new Run(port, path, token, System.nanoTime() + time.toNanos());
        long started = System.nanoTime();
        for (int i = 0; i < connections; i++) run.ask();
        if (!run.open.await(time.toSeconds() + 30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no answer from " + path);
        }
        if (run.failure.get() != null) throw new IllegalStateException(path + " failed", run.failure.get());
        return run.answers.sum() / ((System.nanoTime() - started) / 1e9);
    }

    private final class Run {
        private final int port;
        private final String path;
        private final String token;
        private final long end;
        private final CountDownLatch open = new CountDownLatch(connections);
        private final LongAdder answers = new LongAdder();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Run(int port, String path, String token, long end) {
            this.port = port;
            this.path = path;
            this.token = token;
            this.end = end;
        }

        void ask() {
            client.request(HttpMethod.GET, port, "127.0.0.1", path)
                    .compose(request -> request.putHeader("Authorization", "Bearer " + token)
                            .send()
                            .compose(HttpClientResponse::body)
                            .map(body -> request.response().result().statusCode()))
                    .onComplete(answer -> {
                        if (answer.failed()) stop(answer.cause());
                        else if (answer.result() != OK) stop(new IllegalStateException("status " + answer.result()));
                        else {
                            answers.increment();
                            if (System.nanoTime() < end) ask();
                            else open.countDown();
                        }
                    });
        }

        private void stop(Throwable cause) {
            failure.set(cause);
            open.countDown();
        }
    }

    @Override
    public void close() {
        var unused = client.close();
    }
}
