package dev.truemark.platform.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.truemark.auth.TestUser;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class ProblemHttpTest {
    private static final String PROBE = "/api/v1/test/problems";
    private static final int OVER_THE_LIMIT_BYTES = 17 * 1024 * 1024;
    private static TestUser user;

    @TestHTTPResource(PROBE)
    URI address;

    @BeforeEach
    void logIn() {
        if (user == null) {
            user = TestUser.create();
        }
    }

    private static RequestSpecification request() {
        return user.request();
    }

    private static ValidatableResponse send(String body) {
        return request().contentType("application/json").body(body).post(PROBE).then();
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("instance", startsWith("/api/v1/"));
    }

    @Test
    void aDeclaredParameterIsRead() {
        request()
                .get(PROBE + "/parameters?limit=5&sort-by=name&asOf=2025-01-02")
                .then()
                .statusCode(200)
                .body(containsString("5name2025-01-02"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limt=5", "sort=name", "limit=5&as_of=2025-01-02"})
    void aParameterThatIsNotDeclaredIsRefused(String query) {
        problem(request().get(PROBE + "/parameters?" + query).then(), 400, "UNKNOWN_PARAMETER")
                .body("detail", containsString("Known: asOf, limit, sort-by"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=many", "asOf=yesterday"})
    void aParameterOfTheWrongFormIsABadRequest(String query) {
        problem(request().get(PROBE + "/parameters?" + query).then(), 400, "BAD_REQUEST");
    }

    @ParameterizedTest(name = "{0}: {2} at {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"nome":"x"}                         | nome          | UNKNOWN_FIELD
                    {"quantity":"many"}                  | quantity      | NOT_A_NUMBER
                    {"quantity":"NaN"}                   | quantity      | NUMBER_NOT_FINITE
                    {"quantity":1e30}                    | quantity      | NUMBER_TOO_LARGE
                    {"quantity":true}                    | quantity      | WRONG_TYPE
                    {"date":"yesterday"}                 | date          | WRONG_FORMAT
                    {"legs":{}}                          | legs          | WRONG_TYPE
                    {"legs":[{"units":1},{"units":-1}]}  | legs[1]       | INVALID
                    {"legs":[{"units":1.5}]}             | legs[0].units | WRONG_FORMAT
                    {"legs":[{"units":1,"unit":1}]}      | legs[0].unit  | UNKNOWN_FIELD
                    {"legs":[{}]}                        | legs[0].units | REQUIRED
                    """)
    void aWrongFieldIsNamed(String body, String field, String code) {
        problem(send(body), 422, "VALIDATION_FAILED")
                .body("errors.field", contains(field))
                .body("errors.code", contains(code))
                .body("errors[0].message", not(containsString("dev.truemark")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"name\":}",
                "{'name':'x'}",
                "{\"quantity\":NaN}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{}{}",
                ""
            })
    void whatIsNoJsonIsABadRequest(String body) {
        problem(send(body), 400, "MALFORMED_JSON");
    }

    @Test
    void theMethodTheTypeAndTheAddressAreJudged() {
        problem(request().delete(PROBE).then(), 405, "METHOD_NOT_ALLOWED");
        problem(
                request()
                        .contentType("application/xml")
                        .body("<a/>")
                        .post(PROBE)
                        .then(),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        problem(request().accept("image/png").get(PROBE + "/parameters").then(), 406, "NOT_ACCEPTABLE");
        problem(request().get("/api/v1/nothing/here").then(), 404, "NOT_FOUND");
        problem(request().get(PROBE + "/nothing/here").then(), 404, "NOT_FOUND");
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource({
        "bug,500,INTERNAL,",
        "sql,500,INTERNAL,",
        "shutdown,503,UNAVAILABLE,1",
        "deadlock,503,UNAVAILABLE,1",
        "refused,503,UNAVAILABLE,1",
        "busy,503,UNAVAILABLE,1",
        "limited,429,TOO_MANY_REQUESTS,7",
        "unicorn,404,NOT_FOUND,"
    })
    void aFailureShowsNothingOfTheInside(String how, int status, String code, String retryAfter) {
        ValidatableResponse answer =
                problem(request().get(PROBE + "/failing/" + how).then(), status, code);
        assertThat(answer.extract().header("Retry-After")).isEqualTo(retryAfter);
        assertThat(answer.extract().asString()).doesNotContain("SELECT", "Exception", "10.0.0.7", "\tat ");
    }

    @Test
    void aLargeBodyIsReadAndStillHandledOnAnEventLoop() {
        send("{\"name\":\"" + "x".repeat(1_000_000) + "\"}")
                .statusCode(200)
                .body(containsString("vert.x-eventloop-thread"));
    }

    @Test
    void anAnnouncedBodyOverTheLimitIsRefusedBeforeItIsSent() throws IOException {
        String answer;
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            String head = "POST " + PROBE + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer " + user.token() + "\r\nContent-Length: " + OVER_THE_LIMIT_BYTES
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
        JsonObject body = new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(body.getString("code")).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void anUnannouncedBodyOverTheLimitIsRefused() throws IOException, InterruptedException {
        byte[] json = ("{\"name\":\"" + "x".repeat(OVER_THE_LIMIT_BYTES) + "\"}").getBytes(StandardCharsets.US_ASCII);
        InputStream chunks = new ByteArrayInputStream(json);
        HttpRequest upload = HttpRequest.newBuilder(address)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + user.token())
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> chunks))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(upload, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("PAYLOAD_TOO_LARGE");
        }
    }

    @Test
    void anAddressThatCannotBeDecodedIsRefused() {
        assertThat(given().get("/api/v1/%zz").statusCode()).isBetween(400, 404);
    }
}
