package dev.truemark.deployment;

import static dev.truemark.deployment.Yaml.at;
import static dev.truemark.deployment.Yaml.find;
import static dev.truemark.deployment.Yaml.listAt;
import static dev.truemark.deployment.Yaml.mapAt;
import static dev.truemark.deployment.Yaml.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.platform.roles.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The chart as Helm renders it, without further values, for a small cluster and for a large one. */
class ChartTest {
    static final List<String> WAYS = List.of("values.yaml", "values-small.yaml", "values-large.yaml");
    private static final Map<String, Objects> RENDERED = WAYS.stream()
            .collect(java.util.stream.Collectors.toUnmodifiableMap(way -> way, way -> Chart.rendered(way)));

    @Test
    void helmFindsNoFault() {
        assertThat(Chart.faults()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("WAYS")
    void everyObjectFitsTheSchemaOfItsKind(String way) {
        for (Map<String, Object> object : RENDERED.get(way).all()) {
            assertThatCode(() -> Schemas.check(object))
                    .as("%s %s", object.get("kind"), Objects.name(object))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aFieldThatNoKindKnowsWouldBeFound() {
        Map<String, Object> object = RENDERED.get("values-large.yaml").only("Deployment", "truemark-api");
        Map<Object, Object> spec = mapAt(object, "spec");
        spec.put("replica", 2);

        assertThatThrownBy(() -> Schemas.check(Map.of(
                        "apiVersion",
                        "apps/v1",
                        "kind",
                        "Deployment",
                        "metadata",
                        object.get("metadata"),
                        "spec",
                        spec)))
                .hasMessageContaining("replica");
    }

    @ParameterizedTest
    @FieldSource("WAYS")
    void eachRoleIsADeploymentOfItsOwn(String way) {
        List<String> roles = RENDERED.get(way).ofKind("Deployment").stream()
                .map(deployment ->
                        Pods.environment(at(deployment, "spec.template")).get("TRUEMARK_ROLES"))
                .toList();

        assertThat(roles)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Role.values())
                        .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
                        .toList());
    }

    @ParameterizedTest
    @FieldSource("WAYS")
    void everySelectorFindsThePodsOfOneDeployment(String way) {
        Objects objects = RENDERED.get(way);
        List<Map<?, ?>> selectors = new ArrayList<>();
        for (String kind : List.of("Deployment", "PodDisruptionBudget")) {
            objects.ofKind(kind).forEach(object -> selectors.add(mapAt(object, "spec.selector.matchLabels")));
        }
        objects.ofKind("Service").forEach(service -> selectors.add(mapAt(service, "spec.selector")));

        assertThat(selectors).hasSize(3 * Role.values().length);
        for (Map<?, ?> selector : selectors) {
            assertThat(objects.withPodLabels("Deployment", selector))
                    .as("%s", selector)
                    .hasSize(1);
            assertThat(objects.withPodLabels("Job", selector))
                    .as("%s", selector)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("WAYS")
    void whatScalesADeploymentFindsItAndIsAlone(String way) {
        Objects objects = RENDERED.get(way);
        List<String> scaled = Stream.of("HorizontalPodAutoscaler", "ScaledObject")
                .flatMap(kind -> objects.ofKind(kind).stream())
                .map(object -> textAt(object, "spec.scaleTargetRef.name"))
                .toList();

        assertThat(scaled).doesNotHaveDuplicates();
        for (Map<String, Object> deployment : objects.ofKind("Deployment")) {
            assertThat(find(deployment, "spec.replicas").isEmpty())
                    .as("%s leaves its size to what scales it", Objects.name(deployment))
                    .isEqualTo(scaled.contains(Objects.name(deployment)));
        }
    }

    @Test
    void onALargeClusterLoadScalesApiAndStreamAndLagScalesTheLedger() {
        Objects large = RENDERED.get("values-large.yaml");

        assertThat(large.ofKind("HorizontalPodAutoscaler").stream().map(Objects::name))
                .containsExactlyInAnyOrder("truemark-api", "truemark-stream");
        assertThat(large.ofKind("ScaledObject").stream().map(Objects::name)).containsExactly("truemark-ledger");
    }

    @Test
    void theLagIsThatOfTheLedgersConsumerGroupOnItsTopics() {
        Map<String, Object> scaled = RENDERED.get("values-large.yaml").only("ScaledObject", "truemark-ledger");
        Properties properties = Properties.ofTheApplication();

        assertThat(listAt(scaled, "spec.triggers").stream().map(trigger -> textAt(trigger, "metadata.topic")))
                .containsExactlyElementsOf(properties.defaults("mp.messaging.incoming.raw-transactions.topics"));
        assertThat(listAt(scaled, "spec.triggers").stream().map(trigger -> textAt(trigger, "metadata.consumerGroup")))
                .containsOnly(properties.value("mp.messaging.incoming.raw-transactions.group.id"));
    }

    @Test
    void thereAreNeverMoreLedgersThanPartitions() {
        Objects large = RENDERED.get("values-large.yaml");
        int partitions =
                Integer.parseInt(textAt(large.only("ConfigMap", "truemark"), "data.TRUEMARK_TOPICS_PARTITIONS"));

        assertThat((int) at(large.only("ScaledObject", "truemark-ledger"), "spec.maxReplicaCount"))
                .isLessThanOrEqualTo(partitions);
    }

    @Test
    void twoThatWouldScaleTheSameDeploymentAreRefused() {
        assertThatThrownBy(() -> Chart.text(
                        Map.of("roles.ledger.hpa.enabled", true, "roles.ledger.keda.enabled", true), "values.yaml"))
                .hasMessageContaining("enable one");
    }

    @Test
    void theImageIsNamedByItsDigestWhereThereIsOne() {
        String digest = "sha256:" + "0".repeat(64);
        Objects objects = Objects.of(Chart.text(Map.of("image.digest", digest, "image.tag", "1.2.3"), "values.yaml"));

        assertThat(objects.pods().map(pod -> textAt(pod, "spec.containers.0.image")))
                .containsOnly("truemark:1.2.3@" + digest);
    }

    @Test
    void oneDeploymentMayRunSeveralRoles() {
        Objects objects = Objects.of(Chart.text(
                Map.of("roles.api.runs[0]", "api", "roles.api.runs[1]", "analytics", "roles.analytics.enabled", false),
                "values.yaml"));

        assertThat(Pods.environment(at(objects.only("Deployment", "truemark-api"), "spec.template"))
                        .get("TRUEMARK_ROLES"))
                .isEqualTo("api,analytics");
        assertThat(objects.ofKind("Deployment").stream().map(Objects::name)).doesNotContain("truemark-analytics");
    }

    @Test
    void theChartIsOfThisVersion() throws java.io.IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(pom)
                .contains("<version>" + textAt(Yaml.file(Chart.FOLDER.resolve("Chart.yaml")), "appVersion")
                        + "</version>\n  <name>");
    }

    @Test
    void theSchemaIsMigratedByAJobOrByTheFirstInstanceButNeverByBoth() {
        Objects byJob = RENDERED.get("values.yaml");
        Objects hooked = Objects.of(Chart.text(Map.of(), "values.yaml"));
        Objects byInstance = Objects.of(Chart.text(Map.of("migration.job", false), "values.yaml"));

        Map<String, Object> job = byJob.only("Job", "truemark-migration");
        assertThat(textAt(byJob.only("ConfigMap", "truemark"), "data.QUARKUS_FLYWAY_MIGRATE_AT_START"))
                .isEqualTo("false");
        assertThat(Pods.environment(at(job, "spec.template")))
                .containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "true")
                .containsEntry("QUARKUS_INIT_AND_EXIT", "true");
        assertThat(hooked.ofKind("Job"))
                .as("a hook, and so no part of the release")
                .isEmpty();
        assertThat(byInstance.ofKind("Job")).isEmpty();
        assertThat(textAt(byInstance.only("ConfigMap", "truemark"), "data.QUARKUS_FLYWAY_MIGRATE_AT_START"))
                .isEqualTo("true");
    }
}
