package dev.truemark.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class AuthTest {
    private static final String PASSWORD = "correct horse";

    private static String newName() {
        return "u" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static ValidatableResponse post(String path, Map<String, ?> body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/v1/auth/" + path)
                .then();
    }

    private static ValidatableResponse register(String name) {
        return post("register", Map.of("email", name + "@example.com", "username", name, "password", PASSWORD));
    }

    private static String registered() {
        String name = newName();
        register(name).statusCode(201);
        return name;
    }

    private static ValidatableResponse login(String name, String password) {
        return post("login", Map.of("username", name, "password", password));
    }

    private static JsonObject session(String name) {
        return new JsonObject(login(name, PASSWORD).statusCode(200).extract().asString());
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body(
                        "type",
                        equalTo("https://truemark.dev/problems/"
                                + code.toLowerCase(Locale.ROOT).replace('_', '-')))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("instance", startsWith("/api/"));
    }

    private static ValidatableResponse me(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/api/v1/auth/me")
                .then();
    }

    @Test
    void aUserRegistersLogsInAndIsKnown() {
        String name = newName();
        String id = register(name)
                .statusCode(201)
                .body("username", equalTo(name))
                .body("is_active", equalTo(true))
                .body("$", not(hasKey("password")))
                .extract()
                .path("id");
        JsonObject session = session(name);
        assertThat(session.getString("token_type")).isEqualTo("Bearer");
        assertThat(session.getLong("expires_in")).isEqualTo(1800);
        me(session.getString("access_token"))
                .statusCode(200)
                .body("id", equalTo(id))
                .body("email", equalTo(name + "@example.com"))
                .body("roles", contains("user"))
                .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*Z"))
                .body("updated_at", notNullValue());
    }

    @Test
    void aTokenCarriesTheClaimsThatOthersRelyOn() {
        String name = registered();
        String[] parts = session(name).getString("access_token").split("\\.");
        JsonObject header = decoded(parts[0]);
        JsonObject claims = decoded(parts[1]);
        assertThat(header.getString("alg")).isEqualTo("RS256");
        assertThat(claims.getString("iss")).isEqualTo("https://truemark.dev");
        assertThat(claims.getString("upn")).isEqualTo(name);
        assertThat(claims.getJsonArray("groups")).containsExactly("user");
        assertThat(claims.getString("scope")).isEmpty();
        assertThat(UUID.fromString(claims.getString("sub"))).isNotNull();
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(1800);
    }

    private static JsonObject decoded(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    @Test
    void oneLogsInByEmailAndInAnyCase() {
        String name = registered();
        post("login", Map.of("email", (name + "@EXAMPLE.com"), "password", PASSWORD))
                .statusCode(200);
        login(name.toUpperCase(Locale.ROOT), PASSWORD).statusCode(200);
    }

    @Test
    void aTakenNameOrAddressIsAConflict() {
        String name = registered();
        problem(register(name.toUpperCase(Locale.ROOT)), 409, "USER_EXISTS");
        problem(
                        post(
                                "register",
                                Map.of("email", name + "@example.com", "username", newName(), "password", PASSWORD)),
                        409,
                        "USER_EXISTS")
                .body("errors.field", contains("email"));
    }

    @Test
    void everyWrongFieldOfARegistrationIsNamed() {
        problem(
                        post("register", Map.of("email", "nobody", "username", "a b", "password", "short")),
                        422,
                        "VALIDATION_FAILED")
                .body("errors.field", containsInAnyOrder("email", "username", "password"));
        problem(post("register", Map.of()), 422, "VALIDATION_FAILED")
                .body("errors.code", contains("REQUIRED", "REQUIRED", "REQUIRED"));
    }

    @Test
    void aWrongPasswordAndAnUnknownUserLookTheSame() {
        String name = registered();
        String wrong = problem(login(name, "wrong horse"), 401, "INVALID_CREDENTIALS")
                .extract()
                .asString();
        String unknown = problem(login(newName(), PASSWORD), 401, "INVALID_CREDENTIALS")
                .extract()
                .asString();
        assertThat(unknown).isEqualTo(wrong);
    }

    @Test
    void aLoginNamesOneUserAndAPassword() {
        problem(post("login", Map.of("password", PASSWORD)), 422, "VALIDATION_FAILED")
                .body("errors.field", contains("username"));
        problem(post("login", Map.of("username", "a", "email", "b", "password", PASSWORD)), 422, "VALIDATION_FAILED");
        problem(post("login", Map.of("username", "abc")), 422, "VALIDATION_FAILED")
                .body("errors.field", contains("password"));
    }

    @Test
    void tooManyFailedLoginsOfOneNameWait() {
        String name = registered();
        for (int i = 0; i < 10; i++) {
            login(name, "wrong horse").statusCode(401);
        }
        problem(login(name, PASSWORD), 429, "TOO_MANY_LOGINS").header("Retry-After", matchesPattern("[1-9]\\d?"));
        login(registered(), PASSWORD).statusCode(200);
    }

    @Test
    void aRefreshTokenServesOnce() {
        JsonObject first = session(registered());
        Map<String, String> old = Map.of("refresh_token", first.getString("refresh_token"));
        JsonObject second =
                new JsonObject(post("refresh", old).statusCode(200).extract().asString());
        assertThat(second.getString("refresh_token")).isNotEqualTo(first.getString("refresh_token"));
        me(second.getString("access_token")).statusCode(200);

        problem(post("refresh", old), 401, "REFRESH_TOKEN_REUSED");
        problem(
                post("refresh", Map.of("refresh_token", second.getString("refresh_token"))),
                401,
                "REFRESH_TOKEN_REUSED");
    }

    @Test
    void whatIsNoRefreshTokenIsRefused() {
        problem(post("refresh", Map.of("refresh_token", "made up")), 401, "INVALID_REFRESH_TOKEN");
        problem(post("refresh", Map.of("refresh_token", "")), 422, "VALIDATION_FAILED");
    }

    @Test
    void afterLogoutTheRefreshTokenIsVoid() {
        JsonObject session = session(registered());
        JsonObject other = session(registered());
        Map<String, String> token = Map.of("refresh_token", session.getString("refresh_token"));
        logout(other, token).statusCode(204);
        JsonObject next =
                new JsonObject(post("refresh", token).statusCode(200).extract().asString());

        Map<String, String> nextToken = Map.of("refresh_token", next.getString("refresh_token"));
        logout(session, nextToken).statusCode(204);
        problem(post("refresh", nextToken), 401, "REFRESH_TOKEN_REUSED");
    }

    private static ValidatableResponse logout(JsonObject session, Map<String, String> body) {
        return given().header("Authorization", "Bearer " + session.getString("access_token"))
                .contentType("application/json")
                .body(body)
                .post("/api/v1/auth/logout")
                .then();
    }

    @Test
    void withoutATokenOneIsTurnedAway() {
        problem(given().get("/api/v1/auth/me").then(), 401, "UNAUTHENTICATED")
                .header("WWW-Authenticate", equalTo("Bearer"));
        problem(given().get("/api/v1/nowhere").then(), 401, "UNAUTHENTICATED");
        problem(given().get("/api/v2/nowhere").then(), 401, "UNAUTHENTICATED");
    }

    @ParameterizedTest
    @CsvSource({"''", "abc", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."})
    void aFalseTokenIsTurnedAway(String token) {
        problem(me(token), 401, "UNAUTHENTICATED").header("WWW-Authenticate", equalTo("Bearer"));
    }

    @Test
    void aTokenThatWasTamperedWithIsTurnedAway() {
        String[] parts = session(registered()).getString("access_token").split("\\.");
        JsonObject claims = decoded(parts[1]).put("scope", "market:write");
        String forged = parts[0] + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.encode().getBytes(StandardCharsets.UTF_8))
                + "." + parts[2];
        problem(me(forged), 401, "UNAUTHENTICATED");
    }

    @Test
    void aStaleTokenDoesNotSpoilALogin() {
        String name = registered();
        given().header("Authorization", "Bearer stale")
                .contentType("application/json")
                .body(Map.of("username", name, "password", PASSWORD))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200);
    }

    @Test
    void whatOperatorsNeedIsOpen() {
        for (String path :
                new String[] {"/health", "/health/ready", "/q/health", "/metrics", "/q/metrics", "/q/openapi"}) {
            given().get(path).then().statusCode(200);
        }
    }
}
