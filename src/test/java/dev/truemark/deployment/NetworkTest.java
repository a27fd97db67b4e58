package dev.truemark.deployment;

import static dev.truemark.deployment.Yaml.at;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who reaches whom: the ingress, the network policies and the monitor of the chart. */
class NetworkTest {
    private static final Path PAGE = Path.of("src", "main", "resources", "META-INF", "resources");

    private final Objects objects = Chart.rendered("values-large.yaml");

    @Test
    void socketsGoToTheStreamRequestsToTheApiAndHealthToNobody() {
        assertThat(backendOf("/api/v1/ws")).isEqualTo("truemark-stream");
        assertThat(backendOf("/api/v1/ws/portfolio/ACC001")).isEqualTo("truemark-stream");
        assertThat(backendOf("/api/v1/portfolios")).isEqualTo("truemark-api");
        assertThat(backendOf("/")).isEqualTo("truemark-api");
        assertThat(backendOf("/q/metrics")).isEqualTo("nobody");
        assertThat(backendOf("/health")).isEqualTo("nobody");
    }

    @Test
    void everyFileOfThePageIsReached() throws IOException {
        try (Stream<Path> files = Files.walk(PAGE)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> "/" + PAGE.relativize(file)))
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(backendOf(path)).isEqualTo("truemark-api"));
        }
        assertThat(backendOf("/_static/echarts/6.0.0/dist/echarts.esm.min.js"))
                .as("what the page takes from a library")
                .isEqualTo("truemark-api");
    }

    @Test
    void everyBackendIsAServiceWithThatPort() {
        for (Object path : paths()) {
            Map<String, Object> service = objects.only("Service", textAt(path, "backend.service.name"));
            assertThat(textAt(service, "spec.ports.0.name")).isEqualTo(textAt(path, "backend.service.port.name"));
            Map<String, Object> deployment = objects.withPodLabels("Deployment", mapAt(service, "spec.selector"))
                    .findFirst()
                    .orElseThrow();
            assertThat(textAt(service, "spec.ports.0.targetPort"))
                    .isEqualTo(textAt(deployment, "spec.template.spec.containers.0.ports.0.name"));
        }
    }

    @Test
    void whatIsNotAllowedIsDeniedToEveryPod() {
        assertThat(objects.ofKind("Deployment"))
                .allSatisfy(deployment -> assertThat(policiesOf(deployment).map(Objects::name))
                        .contains("truemark-none", "truemark-out", "truemark-metrics"));
        Map<String, Object> none = objects.only("NetworkPolicy", "truemark-none");
        assertThat(at(none, "spec.policyTypes")).isEqualTo(List.of("Ingress", "Egress"));
        assertThat(find(none, "spec.ingress")).isEmpty();
        assertThat(find(none, "spec.egress")).isEmpty();
    }

    @Test
    void theIngressReachesApiAndStreamOnly() {
        Set<String> reached = objects.ofKind("Deployment").stream()
                .filter(deployment -> policiesOf(deployment)
                        .filter(policy -> find(policy, "spec.ingress").isPresent())
                        .anyMatch(policy -> policy.toString().contains("ingress-nginx")))
                .map(Objects::name)
                .collect(Collectors.toSet());

        assertThat(reached).containsExactlyInAnyOrder("truemark-api", "truemark-stream");
    }

    @Test
    void theWayOutLeadsToTheServersAndNowhereElse() {
        List<Object> ports = listAt(objects.only("NetworkPolicy", "truemark-out"), "spec.egress").stream()
                .flatMap(rule -> listAt(rule, "ports").stream())
                .map(port -> at(port, "port"))
                .toList();
        Map<Object, Object> settings = mapAt(objects.only("ConfigMap", "truemark"), "data");

        assertThat(ports).containsExactlyInAnyOrder(53, 53, 5432, 9092, 6379, 4317);
        assertThat(settings.get("QUARKUS_DATASOURCE_REACTIVE_URL").toString()).contains(":5432/");
        assertThat(settings.get("KAFKA_BOOTSTRAP_SERVERS").toString()).endsWith(":9092");
        assertThat(settings.get("QUARKUS_REDIS_HOSTS").toString()).endsWith(":6379");
        assertThat(settings.get("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT").toString())
                .endsWith(":4317");
    }

    @Test
    void theMigrationReachesTheDatabaseOnly() {
        Map<String, Object> policy = objects.only("NetworkPolicy", "truemark-migration");

        assertThat(objects.withPodLabels("Job", mapAt(policy, "spec.podSelector.matchLabels")))
                .hasSize(1);
        assertThat(listAt(policy, "spec.egress").stream()
                        .flatMap(rule -> listAt(rule, "ports").stream())
                        .map(port -> at(port, "port")))
                .containsExactlyInAnyOrder(53, 53, 5432);
    }

    @Test
    void theMonitorReadsTheMetricsOfEveryRole() {
        Map<String, Object> monitor = objects.only("ServiceMonitor", "truemark");
        Map<Object, Object> selector = mapAt(monitor, "spec.selector.matchLabels");

        assertThat(objects.ofKind("Service"))
                .hasSize(5)
                .allSatisfy(
                        service -> assertThat(mapAt(service, "metadata.labels")).containsAllEntriesOf(selector));
        assertThat(textAt(monitor, "spec.endpoints.0.path")).isEqualTo("/q/metrics");
        assertThat(textAt(monitor, "spec.endpoints.0.port")).isEqualTo("http");
    }

    private List<?> paths() {
        return listAt(objects.only("Ingress", "truemark"), "spec.rules.0.http.paths");
    }

    /** As the specification has it: an exact path first, then the longest prefix of whole segments. */
    private String backendOf(String path) {
        String best = "nobody";
        int length = -1;
        for (Object each : paths()) {
            String offered = textAt(each, "path");
            boolean exact = textAt(each, "pathType").equals("Exact");
            boolean fits = path.equals(offered) || (!exact && path.startsWith(offered + "/"));
            int weight = exact ? Integer.MAX_VALUE : offered.length();
            if (fits && weight > length) {
                best = textAt(each, "backend.service.name");
                length = weight;
            }
        }
        return best;
    }

    private Stream<Map<String, Object>> policiesOf(Map<String, Object> deployment) {
        Set<Map.Entry<Object, Object>> labels =
                mapAt(deployment, "spec.template.metadata.labels").entrySet();
        return objects.ofKind("NetworkPolicy").stream()
                .filter(policy -> labels.containsAll(
                        mapAt(policy, "spec.podSelector.matchLabels").entrySet()));
    }
}
