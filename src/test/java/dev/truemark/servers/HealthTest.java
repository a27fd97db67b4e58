package dev.truemark.servers;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class HealthTest {

    @Test
    void theApplicationIsUpOnRealServers() {
        RestAssured.get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
    }
}
