package dev.truemark.bench;

import java.time.Duration;

/** CPU time of this process, the application and PostgreSQL, from one moment on. */
final class Cpu {
    private final ProcessHandle app;
    private final Duration appBefore;
    private final Duration postgresBefore;
    private final Duration benchBefore;

    private Cpu(ProcessHandle app) {
        this.app = app;
        this.appBefore = of(app);
        this.postgresBefore = ofPostgres();
        this.benchBefore = of(ProcessHandle.current());
    }

    static Cpu from(ProcessHandle app) {
        return new Cpu(app);
    }

    Duration app() {
        return of(app).minus(appBefore);
    }

    Duration postgres() {
        return ofPostgres().minus(postgresBefore);
    }

    Duration bench() {
        return of(ProcessHandle.current()).minus(benchBefore);
    }

    /** The spent time in seconds, as a phrase. */
    String text() {
        return "CPU: application %.1f s, PostgreSQL %.1f s, load %.1f s"
                .formatted(seconds(app()), seconds(postgres()), seconds(bench()));
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Every server of that program, so on a machine with others it counts theirs too. */
    private static Duration ofPostgres() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.startsWith(Bench.binaries()) && command.endsWith("postgres"))
                        .isPresent())
                .map(Cpu::of)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
