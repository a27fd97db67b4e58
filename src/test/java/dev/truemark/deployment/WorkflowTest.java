package dev.truemark.deployment;

import static dev.truemark.deployment.Yaml.find;
import static dev.truemark.deployment.Yaml.listAt;
import static dev.truemark.deployment.Yaml.mapAt;
import static dev.truemark.deployment.Yaml.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The workflow of GitHub Actions, as far as it can be judged without GitHub. */
class WorkflowTest {
    private static final Path FOLDER = Path.of(".github");

    private final Map<String, Object> workflow = Yaml.file(FOLDER.resolve(Path.of("workflows", "ci.yml")));

    WorkflowTest() throws IOException {}

    private Stream<String> runsOf(String job) {
        return listAt(workflow, "jobs." + job + ".steps").stream()
                .flatMap(step -> find(step, "run").stream())
                .map(Object::toString);
    }

    @Test
    void itDoesWhatTheBuildServerDoes() {
        assertThat(runsOf("verify")).containsExactly(".ci/run");
    }

    @Test
    void nothingIsPublishedUnlessBothBuildsPassed() {
        assertThat(listAt(workflow, "jobs.publish.needs").equals(List.of("verify", "native")))
                .isTrue();
        assertThat(textAt(workflow, "jobs.publish.if")).contains("!= 'pull_request'");
        assertThat(textAt(workflow, "jobs.deploy.needs")).isEqualTo("publish");
    }

    @Test
    void aJobMayDoNoMoreThanItMust() {
        assertThat(mapAt(workflow, "permissions")).isEqualTo(Map.of("contents", "read"));
        assertThat(mapAt(workflow, "jobs.publish.permissions"))
                .isEqualTo(Map.of("contents", "read", "packages", "write"));
        for (Object job : mapAt(workflow, "jobs").values()) {
            assertThat((int) Yaml.at(job, "timeout-minutes")).isBetween(1, 60);
        }
    }

    @Test
    void everyActionNamesItsVersion() {
        mapAt(workflow, "jobs")
                .values()
                .forEach(job -> listAt(job, "steps").stream()
                        .flatMap(step -> find(step, "uses").stream())
                        .forEach(uses ->
                                assertThat(uses.toString()).matches("[\\w-]+/[\\w-]+@(v\\d+(\\.\\d+)*|[0-9a-f]{40})")));
    }

    @Test
    void theUpgradeIsOfDigestsAndTakesItselfBack() {
        String upgrade = runsOf("deploy").findFirst().orElseThrow();

        assertThat(upgrade).contains("--atomic", "--wait", "@$CHART_DIGEST", "image.digest=\"$IMAGE_DIGEST\"");
        assertThat(runsOf("publish")).anyMatch(run -> run.contains("helm push") && run.contains("Digest: "));
    }

    @Test
    void everyFileThatItNamesIsThere() throws IOException {
        String text = Files.readString(FOLDER.resolve(Path.of("workflows", "ci.yml")));
        Matcher named = Pattern.compile("(?:src/main/docker/[\\w.-]+|k8s/chart/truemark\\b)")
                .matcher(text);
        int count = 0;
        while (named.find()) {
            count++;
            assertThat(Path.of(named.group())).exists();
        }
        assertThat(count).isGreaterThan(2);
    }

    @Test
    void dependenciesOfEveryKindAreLookedAfter() throws IOException {
        List<?> updates = listAt(Yaml.file(FOLDER.resolve("dependabot.yml")), "updates");

        assertThat(updates.stream().map(each -> textAt(each, "package-ecosystem")))
                .containsExactlyInAnyOrder("maven", "github-actions", "docker", "docker-compose");
        assertThat(updates)
                .allSatisfy(each ->
                        assertThat(Path.of("." + textAt(each, "directory"))).exists());
    }
}
