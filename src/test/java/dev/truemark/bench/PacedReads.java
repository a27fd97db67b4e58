package dev.truemark.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The same read asked at a fixed pace, whether or not earlier ones are answered; latency from the time it was due. */
final class PacedReads {
    private static final Duration EVERY = Duration.ofMillis(10);
    private static final int COUNT = 800;
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;

    PacedReads(URI uri, String token) {
        request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    void warmUp() {
        double unused = millis(1);
    }

    /** @throws IllegalStateException if any answer is not 200 */
    double millis(double quantile) {
        List<CompletableFuture<Long>> answers = new ArrayList<>(COUNT);
        long due = System.nanoTime();
        for (int i = 0; i < COUNT; i++, due += EVERY.toNanos()) {
            long left = due - System.nanoTime();
            if (left > 0) Wait.pause(Duration.ofNanos(left));
            long from = due;
            answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .thenApply(answer -> {
                        if (answer.statusCode() != OK) {
                            throw new IllegalStateException("status " + answer.statusCode());
                        }
                        return System.nanoTime() - from;
                    }));
        }
        long[] nanos =
                answers.stream().mapToLong(CompletableFuture::join).sorted().toArray();
        return nanos[(int) Math.min(COUNT - 1L, (long) Math.ceil(quantile * COUNT) - 1)] / 1e6;
    }
}
