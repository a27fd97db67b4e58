package dev.truemark.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.UUID;

/** A registered user and the token of a login. */
record Account(UUID id, String token) {
    private static final String PASSWORD = "bench-" + UUID.randomUUID();

    static Account register(App app, String name) throws IOException, InterruptedException {
        JsonObject user = new JsonObject()
                .put("email", name + "@example.com")
                .put("username", name)
                .put("password", PASSWORD);
        String registered = app.send(post(app, "/api/v1/auth/register", user), 201);
        JsonObject login = new JsonObject().put("username", name).put("password", PASSWORD);
        String tokens = app.send(post(app, "/api/v1/auth/login", login), 200);
        return new Account(
                UUID.fromString(new JsonObject(registered).getString("id")),
                new JsonObject(tokens).getString("access_token"));
    }

    private static HttpRequest.Builder post(App app, String path, JsonObject body) {
        return HttpRequest.newBuilder(app.uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
    }
}
