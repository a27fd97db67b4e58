package dev.truemark.auth;

import static io.restassured.RestAssured.given;

import io.quarkus.vertx.VertxContextSupport;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A new user who is logged in, for the HTTP tests of any feature. */
public record TestUser(String name, UUID id, String token) {
    public static final String PASSWORD = "correct horse";

    /** Registers over HTTP, so the application must be running. */
    public static TestUser create() {
        String name = newName();
        String id = given().contentType("application/json")
                .body(Map.of("email", emailOf(name), "username", name, "password", PASSWORD))
                .post("/api/v1/auth/register")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return loggedIn(name, UUID.fromString(id));
    }

    /** A user with scopes such as {@link Scopes#MARKET_WRITE}; only in a {@code @QuarkusTest}, beside the application. */
    public static TestUser withScopes(String... scopes) {
        String name = newName();
        Users users = CDI.current().select(Users.class).get();
        try {
            UUID id = VertxContextSupport.subscribeAndAwait(
                    () -> users.ensure(name, emailOf(name), PASSWORD, Set.of(scopes)));
            return loggedIn(name, id);
        } catch (Throwable e) {
            throw new IllegalStateException("no user for the test", e);
        }
    }

    /** A request of this user. */
    public RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token);
    }

    private static TestUser loggedIn(String name, UUID id) {
        String token = given().contentType("application/json")
                .body(Map.of("username", name, "password", PASSWORD))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        return new TestUser(name, id, token);
    }

    private static String newName() {
        return "t" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static String emailOf(String name) {
        return name + "@example.com";
    }
}
