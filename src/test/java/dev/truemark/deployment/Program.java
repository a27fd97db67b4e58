package dev.truemark.deployment;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A program of this machine. */
final class Program {
    record Result(int exit, String output) {}

    private Program() {}

    /** Leaves the test out where the program is missing; where {@code CI} is set, the test fails instead. */
    static void require(String name) {
        if (isInstalled(name)) return;
        if (System.getenv("CI") != null) throw new AssertionError(name + " is not installed");
        System.err.println("LEFT OUT: " + name + " is not installed, so its tests are left out");
        abort(name + " is not installed");
    }

    private static boolean isInstalled(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    static Result run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
