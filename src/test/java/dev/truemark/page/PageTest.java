package dev.truemark.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class PageTest {
    private static final Path FILES = Path.of("src/main/resources/META-INF/resources");
    private static final Pattern LOADED =
            Pattern.compile("(?:from|import|src=|href=|import\\()\\s*['\"]([./][^'\"#]+)['\"]");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/page/main.js", "/page/page.css", "/truemark-client.js"})
    void thePageIsForEverybodyIsNotKeptAndIsStrictAboutWhatItRuns(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-cache"))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header(
                        "Content-Security-Policy",
                        startsWith("default-src 'none'; script-src 'self'; style-src 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
    }

    @Test
    void thePolicyAllowsNothingInlineAndNothingFromElsewhere() {
        String policy = given().get("/").header("Content-Security-Policy");

        assertThat(policy).doesNotContain("unsafe", "http", "data:", "*");
    }

    /** What the page names is served by the service: its files, and the charts in the version of the build. */
    @Test
    void everythingThatIsLoadedIsThere() throws IOException {
        for (Path file : files()) {
            Matcher loaded = LOADED.matcher(Files.readString(file));
            while (loaded.find()) {
                String path = Path.of("/")
                        .resolve(FILES.relativize(file))
                        .resolveSibling(loaded.group(1))
                        .normalize()
                        .toString();
                String type = path.endsWith(".js") ? "text/javascript" : path.endsWith(".css") ? "text/css" : "";
                given().get(path).then().statusCode(200).contentType(startsWith(type));
            }
        }
    }

    @Test
    void theChartsHaveTheirVersionInTheirPathAndAreKept() throws IOException {
        String charts = Files.readString(FILES.resolve("page/charts.js"));
        Matcher path = Pattern.compile("'(/_static/echarts/[^']+)'").matcher(charts);

        assertThat(path.find()).isTrue();
        given().get(path.group(1))
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("public, max-age=31536000, immutable"));
    }

    /** Nothing of the service's as markup, nothing inline, and every input has a label. */
    @Test
    void itWritesTextOnlyAndItsInputsAreNamed() throws IOException {
        for (Path file : files()) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
                    .doesNotContainPattern("https?://(?!www\\.w3\\.org/|host/)");
        }
        String page = Files.readString(FILES.resolve("index.html"));
        assertThat(page).doesNotContainPattern("<style|style=|<script>|\\son[a-z]+=");
        assertThat(page.split("<(input|select) ", -1)).hasSameSizeAs(page.split("<label", -1));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(FILES)) {
            return all.filter(file -> file.toString().matches(".*\\.(js|html|css)"))
                    .toList();
        }
    }
}
