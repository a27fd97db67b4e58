package dev.truemark.conformance;

import static io.restassured.RestAssured.given;

import dev.truemark.auth.Scopes;
import dev.truemark.auth.TestUser;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** A user of the HTTP interface with an account of its own. */
public final class Investor {
    private static final String API = "/api/v1";
    private final String token;

    private Investor(String token) {
        this.token = token;
    }

    /** A new user, who may write prices and rates too. */
    public static Investor registered() {
        return new Investor(TestUser.withScopes(Scopes.MARKET_WRITE).token());
    }

    public String token() {
        return token;
    }

    public RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token);
    }

    /** Ingests items of one kind and waits until every one has its fate; none may be refused. */
    public JsonPath ingest(String kind, List<? extends Map<String, ?>> items) {
        return ingested(request().contentType(ContentType.JSON).body(Map.of(kind.replace('-', '_'), items)), kind);
    }

    public JsonPath ingestCsv(String kind, String csv) {
        return ingested(request().contentType("text/csv").body(csv), kind);
    }

    private static JsonPath ingested(RequestSpecification request, String kind) {
        return request.header("Prefer", "wait=30")
                .post(API + "/ingest/" + kind)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public void open(String portfolioId, Map<String, ?> policy) {
        Map<String, Object> body = new java.util.HashMap<>(policy);
        body.put("portfolio_id", portfolioId);
        body.putIfAbsent("name", portfolioId);
        request()
                .contentType(ContentType.JSON)
                .body(body)
                .post(API + "/portfolios")
                .then()
                .statusCode(201);
    }

    public JsonPath get(String path, Object... parameters) {
        RequestSpecification request = request();
        for (int i = 0; i < parameters.length; i += 2) request.queryParam((String) parameters[i], parameters[i + 1]);
        return request.get(API + path).then().statusCode(200).extract().jsonPath();
    }
}
