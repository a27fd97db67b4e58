package dev.truemark.simulate;

import dev.truemark.platform.messaging.OutRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A simulation against the time of day: which of its steps are due, and when each of them happened.
 *
 * <p>Nothing is dated later than it is told. After a standstill longer than {@link #CATCH_UP} it goes on from then rather
 * than telling what was missed.
 */
final class SimulatedRun {
    static final Duration CATCH_UP = Duration.ofSeconds(2);
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Simulation simulation;
    private final SimulatedRecords records;
    private final int ticksPerSecond;
    private final long lastStep;
    private Instant epoch;
    private long stepsSinceEpoch;
    private long steps;
    private boolean opened;

    /** @param duration how long it lasts, in ticks; for ever where it is empty */
    SimulatedRun(
            Simulation simulation,
            SimulatedRecords records,
            Instant startedAt,
            int ticksPerSecond,
            Optional<Duration> duration) {
        this.simulation = simulation;
        this.records = records;
        this.ticksPerSecond = ticksPerSecond;
        this.lastStep = duration.map(d -> d.toMillis() * ticksPerSecond / 1000).orElse(Long.MAX_VALUE);
        this.epoch = startedAt;
    }

    boolean isOver() {
        return steps >= lastStep;
    }

    /** Everything that has happened up to {@code now} and was not told yet. */
    List<OutRecord> due(Instant now) {
        List<OutRecord> told = new ArrayList<>();
        if (!opened) simulation.opening().forEach(event -> told.add(records.record(event, now)));
        opened = true;
        if (instantOf(stepsSinceEpoch).plus(CATCH_UP).isBefore(now)) {
            epoch = now;
            stepsSinceEpoch = 0;
        }
        while (!isOver() && !instantOf(stepsSinceEpoch + 1).isAfter(now)) {
            stepsSinceEpoch++;
            steps++;
            Instant at = instantOf(stepsSinceEpoch);
            simulation.step().forEach(event -> told.add(records.record(event, at)));
        }
        return told;
    }

    private Instant instantOf(long step) {
        return epoch.plusSeconds(step / ticksPerSecond)
                .plusNanos(step % ticksPerSecond * SECOND_NANOS / ticksPerSecond / 1000 * 1000);
    }
}
