package dev.truemark.platform.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The committed document is the one that is served. {@code -Dopenapi.update=true} accepts what is served. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class OpenApiDriftTest {
    private static final Path COMMITTED = Path.of("docs", "openapi.yaml");

    @Test
    void theCommittedDocumentIsTheOneThatIsServed() throws IOException {
        String served = served();
        if (Boolean.getBoolean("openapi.update")) Files.writeString(COMMITTED, served);

        assertThat(served)
                .as("./mvnw test -Dtest=OpenApiDriftTest -Dopenapi.update=true accepts a change of the interface")
                .isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void everyOperationNamesItsRefusalsAndAsksWhoTheCallerIs() {
        Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(served());
        List<String> without = new ArrayList<>();
        Map<String, Object> open = new LinkedHashMap<>();
        ((Map<?, ?>) document.get("paths"))
                .forEach((path, item) -> ((Map<?, ?>) item).forEach((method, operation) -> {
                    if (!(operation instanceof Map<?, ?> o) || !o.containsKey("responses")) return;
                    if (!((Map<?, ?>) o.get("responses")).containsKey("default")) without.add(method + " " + path);
                    if (o.get("security") instanceof List<?> security && security.isEmpty())
                        open.put(path.toString(), method);
                }));

        assertThat(without).isEmpty();
        assertThat(open).containsOnlyKeys("/api/v1/auth/login", "/api/v1/auth/refresh", "/api/v1/auth/register");
    }

    private static String served() {
        return given().accept("application/yaml")
                .get("/q/openapi?format=yaml")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
