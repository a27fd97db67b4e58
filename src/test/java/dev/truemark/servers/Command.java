package dev.truemark.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. */
final class Command {

    private Command() {}

    /** @return whether the program could be run and ended with 0 */
    static boolean succeeds(List<String> command) {
        try {
            run(command, Duration.ofSeconds(60));
            return true;
        } catch (IllegalStateException | UncheckedIOException failed) {
            return false;
        }
    }

    /**
     * Runs the program; its output goes through a file, since a server that it leaves behind would keep a pipe open.
     *
     * @throws IllegalStateException with the program's output if it fails or takes longer than {@code limit}
     */
    static void run(List<String> command, Duration limit) {
        try {
            Path output = Files.createTempFile("truemark", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                process.getOutputStream().close();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
                if (!ended || process.exitValue() != 0) {
                    throw new IllegalStateException(String.join(" ", command)
                            + (ended ? " ended with " + process.exitValue() : " took longer than " + limit) + ": "
                            + new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip());
                }
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command.getFirst(), e);
        }
    }
}
