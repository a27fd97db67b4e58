package dev.truemark.servers;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Watches the process that asked for the servers. When it is killed, what it had started would live on and hold its
 * ports, above all the application in development mode, so that ends with it too.
 */
final class OwnerWatch {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private OwnerWatch() {}

    static void untilGone(ProcessHandle owner) {
        Set<ProcessHandle> started = startedBy(owner);
        while (!RecordedProcess.ended(owner, LOOK_EVERY)) {
            Set<ProcessHandle> now = startedBy(owner);
            if (owner.isAlive()) {
                started = now;
            }
        }
        for (ProcessHandle orphan : started) {
            RecordedProcess.end(orphan, PATIENCE);
        }
    }

    private static Set<ProcessHandle> startedBy(ProcessHandle owner) {
        return owner.children()
                .filter(child -> !child.equals(ProcessHandle.current()))
                .collect(Collectors.toSet());
    }
}
