package dev.truemark.deployment;

import static dev.truemark.deployment.Yaml.listAt;
import static dev.truemark.deployment.Yaml.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.platform.roles.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dashboards and alerts as they are written: what they name is documented, and what they say can be followed. */
class DashboardsTest {
    /** Prometheus' own. */
    private static final Set<String> GIVEN = Set.of("up");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        up                                                                     | up
        sum by (a_b) (rate(x_total{a="b_c"}[5m])) / on (c_d) max(y_seconds) > 1 | x_total,y_seconds
        topk(10, sum without (le) (z))                                         | z
        """)
    void theMetricsOfAQueryAreFound(String query, String metrics) {
        assertThat(String.join(",", Promql.metricsOf(query))).isEqualTo(metrics);
    }

    @Test
    void everyRoleHasADashboard() throws IOException {
        assertThat(Promql.ofDashboards().keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Role.values())
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void everyMetricOfADashboardOrAlertIsDocumented() throws IOException {
        Set<String> documented = MetricsDocument.read().series();
        Set<String> used = new TreeSet<>();
        for (List<String> queries : Promql.ofDashboards().values()) {
            assertThat(queries).isNotEmpty();
            queries.forEach(query -> used.addAll(Promql.metricsOf(query)));
        }
        Promql.ofAlerts().values().forEach(query -> used.addAll(Promql.metricsOf(query)));
        used.removeAll(GIVEN);

        assertThat(used).hasSizeGreaterThan(20).isSubsetOf(documented);
    }

    @Test
    void dashboardsHaveDifferentIdsAndAskTheChosenSource() throws IOException {
        Set<String> ids = new TreeSet<>();
        for (String name : Promql.ofDashboards().keySet()) {
            JsonNode dashboard = new ObjectMapper()
                    .readTree(Promql.DASHBOARDS.resolve(name + ".json").toFile());
            assertThat(ids.add(dashboard.path("uid").asText())).isTrue();
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                assertThat(panel.path("title").asText()).isNotBlank();
            }
        }
    }

    @Test
    void everyAlertSaysWhatToDoWhereThePageHasIt() throws IOException {
        String page = Files.readString(Path.of("docs", "metrics.md"));
        for (Object group : listAt(Yaml.file(Promql.ALERTS), "groups")) {
            for (Object rule : listAt(group, "rules")) {
                String alert = textAt(rule, "alert");
                assertThat(page).contains("\n### " + alert + "\n");
                assertThat(textAt(rule, "annotations.runbook"))
                        .isEqualTo("docs/metrics.md#" + alert.toLowerCase(Locale.ROOT));
                assertThat(textAt(rule, "labels.severity")).isIn("critical", "warning");
            }
        }
    }

    @Test
    void theRuleOfTheChartHoldsTheSameAlerts() throws IOException {
        Map<String, Object> rule = Chart.rendered("values-large.yaml").only("PrometheusRule", "truemark");

        assertThat(listAt(rule, "spec.groups")).isEqualTo(listAt(Yaml.file(Promql.ALERTS), "groups"));
    }

    @Test
    void everyAlertHasAUnitTestAndAllSucceed() throws IOException, InterruptedException {
        Path tests = Path.of("src", "test", "resources", "deployment", "alerts-test.yaml");
        String text = Files.readString(tests);
        for (String alert : Promql.ofAlerts().keySet()) assertThat(text).contains("alertname: " + alert + "\n");

        Program.require("promtool");
        Program.Result result = Program.run("promtool", "test", "rules", tests.toString());
        assertThat(result.exit()).as(result.output()).isZero();
    }
}
