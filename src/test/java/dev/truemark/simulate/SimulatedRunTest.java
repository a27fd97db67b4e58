package dev.truemark.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.simulate.Simulation.Beginning;
import dev.truemark.simulate.Simulation.Pace;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Ten ticks a second and nothing else: every step is one price. */
class SimulatedRunTest {
    private static final Instant START = Instant.parse("2025-07-25T14:30:00Z");
    private static final Pattern PRICE_TIME = Pattern.compile("\"price_time\":\"([^\"]+)\"");

    @Test
    void stepsFallDueAtTheirInstants() {
        SimulatedRun run = run(Optional.empty());
        run.due(START);

        assertThat(run.due(START.plusMillis(99))).isEmpty();
        assertThat(times(run.due(START.plusMillis(250))))
                .containsExactly("2025-07-25T14:30:00.100Z", "2025-07-25T14:30:00.200Z");
        assertThat(times(run.due(START.plusMillis(1_000)))).hasSize(8).endsWith("2025-07-25T14:30:01Z");
    }

    @Test
    void theOpeningComesOnce() {
        SimulatedRun run = run(Optional.empty());

        // 10 instruments, 2 rates, 10 prices, 1 deposit
        assertThat(run.due(START)).hasSize(23);
        assertThat(run.due(START)).isEmpty();
    }

    @Test
    void whatAStandstillMissedIsLeftOut() {
        SimulatedRun run = run(Optional.empty());
        run.due(START);

        assertThat(run.due(START.plusSeconds(3600))).isEmpty();
        assertThat(times(run.due(START.plusSeconds(3600).plusMillis(100)))).containsExactly("2025-07-25T15:30:00.100Z");
    }

    @Test
    void itEndsAfterItsDuration() {
        SimulatedRun run = run(Optional.of(Duration.ofSeconds(1)));
        run.due(START);

        assertThat(run.due(START.plusMillis(900))).hasSize(9);
        assertThat(run.isOver()).isFalse();
        assertThat(run.due(START.plusMillis(1_900))).hasSize(1);
        assertThat(run.isOver()).isTrue();
    }

    private static List<String> times(List<OutRecord> records) {
        return records.stream()
                .map(record -> PRICE_TIME
                        .matcher(record.value())
                        .results()
                        .map(MatchResult::group)
                        .toList())
                .map(found -> found.getFirst().replaceAll(".*:\"|\"$", ""))
                .toList();
    }

    private static SimulatedRun run(Optional<Duration> duration) {
        Topics topics =
                new SmallRyeConfigBuilder().withMapping(Topics.class).build().getConfigMapping(Topics.class);
        Beginning beginning =
                new Beginning(Map.of(), List.of(new SimulatedAccount("ACC001", BigDecimal.TEN, Map.of())));
        return new SimulatedRun(
                new Simulation(1, new Pace(10, 0, 0, 0), BigDecimal.TEN, beginning),
                new SimulatedRecords(topics, new UUID(1, 1), LocalDate.of(2025, 1, 2), START),
                START,
                10,
                duration);
    }
}
