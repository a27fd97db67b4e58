package dev.truemark.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server's process as its pid file names it; only one that carries the mark of our data folder is ever touched. */
final class RecordedProcess {

    private RecordedProcess() {}

    /**
     * The living process of a pid file.
     *
     * @param mark text that the process's command line contains if it is ours, such as its data folder
     * @return empty if there is no such file or process, or if the pid now belongs to someone else
     */
    static Optional<ProcessHandle> find(Path pidFile, String mark) {
        return pid(pidFile)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(process -> commandLine(process).contains(mark));
    }

    private static Optional<Long> pid(Path pidFile) {
        if (!Files.isReadable(pidFile)) {
            return Optional.empty();
        }
        try {
            return Files.readString(pidFile, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .map(line -> Long.valueOf(line.strip()));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** What the system says of the process; empty where it says nothing (Windows), so that nothing is touched. */
    private static String commandLine(ProcessHandle process) {
        Path proc = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        if (Files.isReadable(proc)) {
            try {
                return new String(Files.readAllBytes(proc), StandardCharsets.UTF_8).replace('\0', ' ');
            } catch (IOException goneMeanwhile) {
                return "";
            }
        }
        ProcessHandle.Info info = process.info();
        return info.commandLine().or(info::command).orElse("");
    }

    /** Asks the process to end, and makes it end when it has not done so in time. */
    static void end(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!ended(process, patience)) {
            process.destroyForcibly();
            if (!ended(process, patience)) {
                throw new IllegalStateException("process " + process.pid() + " does not end; please end it by hand");
            }
        }
    }

    static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (java.util.concurrent.ExecutionException failed) {
            return !process.isAlive();
        }
    }
}
