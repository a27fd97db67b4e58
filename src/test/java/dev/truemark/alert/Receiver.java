package dev.truemark.alert;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody's webhook on this machine, with nothing of ours in it: answers by a script, and keeps what it was told. */
final class Receiver implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> scripts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final HttpServer server;

    Receiver() {
        server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    record Call(String path, String id, String signature, String contentType, String body) {}

    /** An address that answers so, call by call, and then as the last: a status, 429 with a Retry-After, or silence. */
    String answering(String path, String... answers) {
        scripts.put(path, List.of(answers));
        return "http://localhost:" + server.actualPort() + path;
    }

    List<Call> calls(String path) {
        return calls.stream().filter(each -> each.path().equals(path)).toList();
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            String path = request.path();
            calls.add(new Call(
                    path,
                    request.getHeader("Idempotency-Key"),
                    request.getHeader("X-Truemark-Signature"),
                    request.getHeader("Content-Type"),
                    body.toString(StandardCharsets.UTF_8)));
            List<String> script = scripts.getOrDefault(path, List.of("404"));
            int call = counts.computeIfAbsent(path, any -> new AtomicInteger()).getAndIncrement();
            String answer = script.get(Math.min(call, script.size() - 1));
            if (answer.equals("silence")) return;
            HttpServerResponse response = request.response().setStatusCode(Integer.parseInt(answer));
            if (answer.equals("429")) response.putHeader("Retry-After", "1");
            if (answer.equals("302")) response.putHeader("Location", "/elsewhere");
            var unused = response.end("so " + answer);
        });
    }

    /** As docs/alerts.md says, with the JDK alone. */
    static boolean isSigned(Call call, String secret) {
        try {
            String[] parts = call.signature().split(",");
            String time = parts[0].substring("t=".length());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signed = mac.doFinal((time + "." + call.body()).getBytes(StandardCharsets.UTF_8));
            return parts[1].equals("v1=" + HexFormat.of().formatHex(signed));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
