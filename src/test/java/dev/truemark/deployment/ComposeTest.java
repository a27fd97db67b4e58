package dev.truemark.deployment;

import static dev.truemark.deployment.Yaml.find;
import static dev.truemark.deployment.Yaml.listAt;
import static dev.truemark.deployment.Yaml.mapAt;
import static dev.truemark.deployment.Yaml.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComposeTest {
    private static final Path FOLDER = Path.of("src", "main", "docker");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");

    private final String text = Files.readString(FOLDER.resolve("compose.yaml"));
    private final Map<String, Object> compose = Yaml.documents(text).getFirst();
    private final Map<Object, Object> services = mapAt(compose, "services");

    ComposeTest() throws IOException {}

    @Test
    void everythingThatIsNeededIsThere() {
        assertThat(services.keySet())
                .containsExactlyInAnyOrder(
                        "truemark",
                        "keys",
                        "postgres",
                        "kafka",
                        "redis",
                        "prometheus",
                        "loki",
                        "alloy",
                        "grafana",
                        "pgadmin",
                        "redisinsight",
                        "kafka-ui");
        assertThat(services.entrySet().stream()
                        .filter(service -> find(service.getValue(), "profiles").isPresent())
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("pgadmin", "redisinsight", "kafka-ui");
    }

    @Test
    void everyImageOfOthersIsPinnedByItsWholeTag() {
        services.forEach((name, service) -> {
            if (!name.equals("truemark")) {
                assertThat(textAt(service, "image"))
                        .as("%s", name)
                        .matches("[a-z0-9./-]+:v?\\d+\\.\\d+(\\.\\d+)?[a-z0-9.-]*");
            }
        });
    }

    @Test
    void nothingStartsBeforeWhatItNeedsIsHealthy() {
        Map<Object, Object> needs = mapAt(services.get("truemark"), "depends_on");

        assertThat(needs.keySet()).containsExactlyInAnyOrder("keys", "postgres", "kafka", "redis");
        services.forEach((name, service) -> find(service, "depends_on")
                .ifPresent(all -> ((Map<?, ?>) all).forEach((needed, how) -> {
                    String condition = textAt(how, "condition");
                    if (condition.equals("service_healthy")) {
                        assertThat(find(services.get(needed), "healthcheck.test"))
                                .as("%s, for %s", needed, name)
                                .isPresent();
                    } else if (condition.equals("service_completed_successfully")) {
                        assertThat(textAt(services.get(needed), "restart")).isEqualTo("no");
                    } else {
                        assertThat(needed).as("has no program to ask it with").isEqualTo("loki");
                    }
                })));
    }

    @Test
    void theServiceHasNoPrivilegeAndWritesNothing() {
        Object service = services.get("truemark");

        assertThat(find(service, "read_only")).contains(true);
        assertThat(listAt(service, "cap_drop").equals(List.of("ALL"))).isTrue();
        assertThat(listAt(service, "security_opt").equals(List.of("no-new-privileges:true")))
                .isTrue();
        assertThat(listAt(service, "tmpfs").getFirst().toString()).startsWith("/tmp:");
        assertThat(listAt(service, "volumes"))
                .allMatch(volume -> volume.toString().endsWith(":ro"));
        assertThat(text.lines().filter(line -> line.contains("docker.sock:")))
                .as("only the reader of logs sees Docker")
                .hasSize(1);
    }

    @Test
    void everyVariableOfTheServiceIsOneThatItObeys() throws IOException {
        assertThat(ConfigNames.environmentVariables())
                .containsAll(mapAt(services.get("truemark"), "environment").keySet().stream()
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void everyPortIsOfThisMachineOnly() {
        services.forEach((name, service) -> find(service, "ports")
                .ifPresent(ports -> assertThat((List<?>) ports)
                        .as("%s", name)
                        .allMatch(port -> port.toString().startsWith("127.0.0.1:"))));
    }

    @Test
    void noTwoPortsAreTheSame() {
        Map<String, String> settings = example();
        List<String> ports = settings.entrySet().stream()
                .filter(setting -> setting.getKey().matches(".*_PORTS?(_OUTSIDE)?"))
                .map(Map.Entry::getValue)
                .toList();
        int[] service = java.util.Arrays.stream(settings.get("TRUEMARK_PORTS").split("-"))
                .mapToInt(Integer::parseInt)
                .toArray();

        assertThat(ports).hasSizeGreaterThan(6).doesNotHaveDuplicates();
        assertThat(ports.stream().filter(port -> !port.contains("-")).map(Integer::valueOf))
                .noneMatch(port -> port >= service[0] && port <= service[1]);
    }

    @Test
    void theExampleNamesEverySettingAndNoPassword() {
        Set<String> asked = new TreeSet<>();
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) asked.add(variable.group(1));
        Map<String, String> example = example();

        assertThat(example.keySet()).containsExactlyInAnyOrderElementsOf(asked);
        example.forEach((name, value) -> {
            if (name.endsWith("_PASSWORD")) assertThat(value).as(name).isEmpty();
        });
        assertThat(text).doesNotContain("_PASSWORD:-");
    }

    @Test
    void everyVolumeIsNamedAndEveryFileIsThere() {
        Set<Object> named = mapAt(compose, "volumes").keySet();
        Set<String> used = new TreeSet<>();
        services.forEach((name, service) -> find(service, "volumes").ifPresent(volumes -> {
            for (Object volume : (List<?>) volumes) {
                String source = volume.toString().split(":", -1)[0];
                if (source.startsWith(".")) {
                    assertThat(FOLDER.resolve(source)).as("%s", name).exists();
                } else if (!source.startsWith("/")) {
                    used.add(source);
                }
            }
        }));

        assertThat(named.stream().map(Object::toString)).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void prometheusAsksTheServiceAndReadsTheAlerts() throws IOException {
        Map<String, Object> config = Yaml.file(FOLDER.resolve(Path.of("observe", "prometheus.yaml")));

        assertThat(textAt(config, "scrape_configs.0.metrics_path")).isEqualTo("/q/metrics");
        assertThat(textAt(config, "scrape_configs.0.dns_sd_configs.0.names.0")).isEqualTo("truemark");
        assertThat(textAt(config, "scrape_configs.0.job_name")).isEqualTo("truemark");
        assertThat(listAt(services.get("prometheus"), "volumes").stream().map(Object::toString))
                .anyMatch(volume -> volume.endsWith(textAt(config, "rule_files.0") + ":ro"));
    }

    @Test
    void theMakefileHasTheTargetsThatOneExpects() throws IOException {
        String makefile = Files.readString(Path.of("Makefile"));
        Set<String> targets = makefile.lines()
                .filter(line -> line.matches("[a-z-]+:.* ## .+"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .collect(Collectors.toSet());

        assertThat(targets)
                .contains(
                        "build",
                        "up",
                        "down",
                        "logs",
                        "status",
                        "health",
                        "test",
                        "db-migrate",
                        "backup",
                        "restore",
                        "scale");
        String phony = makefile.lines()
                .filter(line -> line.startsWith(".PHONY:"))
                .findFirst()
                .orElseThrow();
        assertThat(Set.of(phony.substring(8).split(" "))).containsAll(targets);
    }

    private static Map<String, String> example() {
        Map<String, String> settings = new HashMap<>();
        try {
            Files.readAllLines(FOLDER.resolve(".env.example")).stream()
                    .filter(line -> line.contains("=") && !line.startsWith("#"))
                    .forEach(line ->
                            settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return settings;
    }
}
