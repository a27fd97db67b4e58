package dev.truemark.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class ApiKeyTest {
    private static final String PASSWORD = "correct horse";

    @Inject
    Users users;

    private String name;
    private UUID id;
    private String token;

    @BeforeEach
    void aUserWhoMayWriteTheMarket() {
        TestUser user = TestUser.withScopes(Scopes.MARKET_WRITE);
        name = user.name();
        id = user.id();
        token = user.token();
    }

    private UUID ensure(Set<String> scopes) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> users.ensure(name, name + "@example.com", PASSWORD, scopes));
    }

    private RequestSpecification asUser() {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    private ValidatableResponse create(Map<String, ?> body) {
        return asUser().body(body).post("/api/v1/auth/api-keys").then();
    }

    private static ValidatableResponse meWith(String key) {
        return given().header("X-API-Key", key).get("/api/v1/auth/me").then();
    }

    @Test
    void aKeyStandsForItsOwnerUntilItIsRevoked() {
        ValidatableResponse made = create(Map.of("name", "feed", "scopes", List.of(Scopes.MARKET_WRITE)))
                .statusCode(201)
                .body("scopes", contains(Scopes.MARKET_WRITE));
        String key = made.extract().path("key");
        String keyId = made.extract().path("id");
        assertThat(key).startsWith("tm_").startsWith(made.extract().<String>path("prefix"));
        meWith(key).statusCode(200).body("id", equalTo(id.toString()));

        asUser().get("/api/v1/auth/api-keys")
                .then()
                .statusCode(200)
                .body("items.id", contains(keyId))
                .body("items[0]", not(hasKey("key")));

        asUser().delete("/api/v1/auth/api-keys/" + keyId).then().statusCode(204);
        meWith(key).statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        asUser().delete("/api/v1/auth/api-keys/" + keyId).then().statusCode(404);
    }

    @Test
    void aKeyLosesAScopeThatItsOwnerLost() throws Throwable {
        String key = create(Map.of("name", "feed", "scopes", List.of(Scopes.MARKET_WRITE)))
                .extract()
                .path("key");
        assertThat(probe(key)).isEqualTo(name + " true");
        assertThat(ensure(Set.of())).isEqualTo(id);
        assertThat(probe(key)).isEqualTo(name + " false");
    }

    private static String probe(String key) {
        return given().header("X-API-Key", key)
                .get("/api/v1/test/caller")
                .then()
                .extract()
                .asString();
    }

    @Test
    void bothWaysInLeadToTheSameCaller() {
        assertThat(asUser().get("/api/v1/test/caller").asString()).isEqualTo(name + " true");
        String key = create(Map.of("name", "reader")).statusCode(201).extract().path("key");
        assertThat(probe(key)).isEqualTo(name + " false");
    }

    @Test
    void aKeyCannotHaveMoreThanItsOwner() {
        create(Map.of("name", "greedy", "scopes", List.of("everything")))
                .statusCode(422)
                .body("errors.code", contains("NOT_YOURS"));
    }

    @Test
    void aKeyNeedsANameAndAFuture() {
        create(Map.of("expires_at", "2020-01-01T00:00:00Z"))
                .statusCode(422)
                .body("errors.field", contains("name", "expires_at"));
    }

    @Test
    void aKeyMakesNoKeys() {
        String key = create(Map.of("name", "reader")).extract().path("key");
        given().header("X-API-Key", key)
                .contentType("application/json")
                .body(Map.of("name", "child"))
                .post("/api/v1/auth/api-keys")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("FORBIDDEN"));
    }

    @Test
    void nobodyRevokesTheKeyOfAnother() {
        String keyId = create(Map.of("name", "mine")).extract().path("id");
        aUserWhoMayWriteTheMarket();
        asUser().delete("/api/v1/auth/api-keys/" + keyId).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void thereIsALimitToTheNumberOfKeys() {
        for (int i = 0; i < 20; i++) {
            create(Map.of("name", "key " + i)).statusCode(201);
        }
        create(Map.of("name", "one more")).statusCode(409).body("code", equalTo("TOO_MANY_API_KEYS"));
        asUser().get("/api/v1/auth/api-keys").then().body("items", hasSize(20)).body("next_cursor", equalTo(null));
    }

    @Test
    void aMadeUpKeyIsTurnedAway() {
        meWith("tm_made-up")
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer"));
    }
}
