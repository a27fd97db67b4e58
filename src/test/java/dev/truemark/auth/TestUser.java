package dev.truemark.auth;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** A new user who is logged in, for the HTTP tests of any feature. */
public record TestUser(String name, UUID id, String token) {
    private static final String PASSWORD = "correct horse";

    /** Registers over HTTP, so the application must be running. */
    public static TestUser create() {
        String name = "t" + UUID.randomUUID().toString().substring(0, 13);
        String id = given().contentType("application/json")
                .body(Map.of("email", name + "@example.com", "username", name, "password", PASSWORD))
                .post("/api/v1/auth/register")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String token = given().contentType("application/json")
                .body(Map.of("username", name, "password", PASSWORD))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        return new TestUser(name, UUID.fromString(id), token);
    }

    /** A request of this user. */
    public RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token);
    }
}
