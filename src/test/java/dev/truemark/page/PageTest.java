package dev.truemark.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class PageTest {

    @Test
    void thePageIsOneFileForEverybodyAndIsNotKept() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header("Cache-Control", equalTo("no-cache"))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("X-Content-Type-Options", equalTo("nosniff"));
    }

    /** Nothing from elsewhere, nothing of the service's as markup, and every input has a label. */
    @Test
    void itLoadsNothingAndWritesTextOnly() {
        String page = given().get("/").asString();

        assertThat(page)
                .contains("default-src 'none'", "textContent")
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
                .doesNotContainPattern("(src|href)=\"https?:")
                .doesNotContainPattern("@import|<link rel=\"stylesheet\"");
        assertThat(page.split("<input ", -1)).hasSize(3);
        assertThat(page.split("<label>", -1)).hasSize(4);
    }
}
