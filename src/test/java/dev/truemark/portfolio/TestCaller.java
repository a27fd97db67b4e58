package dev.truemark.portfolio;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** A user of a test, with a token of his own; nobody registered him, since the API trusts the token. */
public record TestCaller(UUID id, String token) {

    public static TestCaller anybody() {
        UUID id = UUID.randomUUID();
        String token = Jwt.issuer("https://truemark.dev")
                .subject(id.toString())
                .upn("caller-" + id)
                .groups(Set.of("user"))
                .claim("scope", "market:write")
                .expiresIn(Duration.ofHours(1))
                .sign();
        return new TestCaller(id, token);
    }

    public RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }
}
