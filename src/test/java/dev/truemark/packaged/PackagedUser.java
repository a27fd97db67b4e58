package dev.truemark.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;

/** Somebody who registered at one instance and talks to any of them. */
final class PackagedUser {
    private final String token;

    private PackagedUser(String token) {
        this.token = token;
    }

    static PackagedUser registered(PackagedApp app, String prefix) {
        String name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, String> user =
                Map.of("username", name, "email", name + "@example.org", "password", "a long password " + name);
        String api = app.uri() + "/api/v1/auth/";
        given().contentType(ContentType.JSON)
                .body(user)
                .post(api + "register")
                .then()
                .statusCode(201);
        String token = given().contentType(ContentType.JSON)
                .body(Map.of("username", name, "password", user.get("password")))
                .post(api + "login")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        return new PackagedUser(token);
    }

    String token() {
        return token;
    }

    /** As the service calls the user. */
    String id(PackagedApp app) {
        return get(app, "/api/v1/auth/me").jsonPath().getString("id");
    }

    Response get(PackagedApp app, String path) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + token)
                .get(app.uri() + path);
    }

    /** Sends facts and does not wait for what becomes of them. */
    void ingest(PackagedApp app, String kind, JsonArray facts) {
        Response answer = given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(new JsonObject().put(kind.replace('-', '_'), facts).encode())
                .post(app.uri() + "/api/v1/ingest/" + kind);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
    }
}
