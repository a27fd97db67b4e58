package dev.truemark.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code .mvn/jdk.sh}, run against folders that look like JDKs. */
@DisabledOnOs(value = WINDOWS, disabledReason = "a shell script")
class JdkChoiceTest {

    private record Outcome(int exit, String javaHome, String said) {}

    @TempDir
    Path root;

    @ParameterizedTest(name = "of {0} it takes {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    17.0.9 21.0.4 25.0.1   | 25.0.1
                    21.0.4 24.0.1          | 21.0.4
                    22.0.2 24.0.1          | 24.0.1
                    1.8.0_402 17.0.9 23    | 23
                    25-ea 21.0.4           | 25-ea
                    9.0.4 21               | 21
                    """)
    void theNewestLongTermReleaseElseTheNewestIsTaken(String installed, String taken) throws Exception {
        for (String version : installed.split(" ")) {
            jdk("jvm/" + version, version);
        }

        Outcome outcome = choose(Map.of());

        assertThat(outcome)
                .isEqualTo(new Outcome(0, root.resolve("jvm/" + taken).toString(), ""));
    }

    @Test
    void theDefaultJavaIsKeptWhenItIsNewEnough() throws Exception {
        jdk("jvm/25", "25.0.1");
        Path standard = jdk("default", "22.0.1");

        Outcome outcome = choose(Map.of("PATH", standard.resolve("bin") + ":" + System.getenv("PATH")));

        assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
    }

    @Test
    void aMacJdkIsFound() throws Exception {
        Path home = jdk("jvm/temurin-25.jdk/Contents/Home", "25.0.1");

        assertThat(choose(Map.of()).javaHome()).isEqualTo(home.toString());
    }

    @Test
    void aJavaHomeThatIsNewEnoughIsKept() throws Exception {
        jdk("jvm/25", "25.0.1");
        Path wished = jdk("wished", "21.0.4");

        assertThat(choose(Map.of("JAVA_HOME", wished.toString()))).isEqualTo(new Outcome(0, wished.toString(), ""));
    }

    @Test
    void aJavaHomeThatIsTooOldIsRefusedWithTheWayOut() throws Exception {
        Path newer = jdk("jvm/25", "25.0.1");
        Path old = jdk("old", "17.0.9");

        Outcome outcome = choose(Map.of("JAVA_HOME", old.toString()));

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.said())
                .contains("needs a JDK of 21 or newer, but JAVA_HOME is " + old + ": JDK 17")
                .contains("Unset JAVA_HOME, and this will use " + newer);
    }

    @Test
    void aJavaHomeThatIsNoJdkIsRefused() throws Exception {
        Outcome outcome = choose(Map.of("JAVA_HOME", root.resolve("nowhere").toString()));

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.said()).contains("nowhere: no JDK").contains("adoptium.net");
    }

    @Test
    void whereThereIsNoneItSaysWhatToInstall() throws Exception {
        jdk("jvm/17", "17.0.9");
        Files.createDirectories(root.resolve("jvm/25/bin"));

        Outcome outcome = choose(Map.of());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.said())
                .contains("needs a JDK of 21 or newer and found none")
                .contains("apt-get install openjdk-25-jdk-headless")
                .contains("https://adoptium.net");
    }

    /** A folder with a release file and programs that do nothing. */
    private Path jdk(String folder, String version) throws IOException {
        Path home = root.resolve(folder);
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String program : new String[] {"java", "javac"}) {
            Path file = Files.writeString(bin.resolve(program), "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Outcome choose(Map<String, String> environment) throws Exception {
        // The first javac of the path decides what the default java is; an old one, unless a test says otherwise
        Path old = jdk("standard", "17.0.9");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "set -euf; . .mvn/jdk.sh; printf %s \"${JAVA_HOME-}\"")
                .redirectError(root.resolve("said").toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", old.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("TRUEMARK_JDKS", root.resolve("jvm").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String home = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), home, Files.readString(root.resolve("said")));
    }
}
