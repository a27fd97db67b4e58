package dev.truemark.quality;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Runs the checks now and then, and keeps what they found where Prometheus looks: {@code truemark_quality_violations} by
 * check and severity (-1: could not be run), and {@code truemark_quality_last_run_seconds}. Before the first run there is
 * nothing to see.
 */
@ApplicationScoped
class QualityJob {
    private static final Logger LOG = Logger.getLogger(QualityJob.class);

    private final DataSource database;
    private final MeterRegistry registry;
    private final QualityConfig config;
    private final Clock clock;
    private final Map<String, AtomicLong> violations = new ConcurrentHashMap<>();
    private final AtomicLong lastRun = new AtomicLong();

    QualityJob(DataSource database, MeterRegistry registry, QualityConfig config, Clock clock) {
        this.database = database;
        this.registry = registry;
        this.config = config;
        this.clock = clock;
    }

    @Blocking
    @Scheduled(
            identity = "quality",
            every = "${truemark.quality.every:off}",
            delayed = "1m",
            concurrentExecution = ConcurrentExecution.SKIP)
    void run() throws SQLException {
        List<QualityRun.Finding> findings;
        try (Connection connection = database.getConnection()) {
            findings = new QualityRun(config.patience()).all(connection);
        }
        for (QualityRun.Finding each : findings) {
            gauge(each.check()).set(each.violations());
            if (!each.isFine())
                LOG.warnf(
                        "data check failed: check=%s violations=%d",
                        each.check().name(), each.violations());
        }
        if (lastRun.getAndSet(clock.instant().getEpochSecond()) == 0) {
            Gauge.builder("truemark.quality.last.run", lastRun, AtomicLong::get)
                    .baseUnit("seconds")
                    .description("When the checks of the data last ended, in seconds since 1970")
                    .register(registry);
        }
    }

    private AtomicLong gauge(QualityCheck check) {
        return violations.computeIfAbsent(check.name(), name -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder("truemark.quality.violations", value, AtomicLong::get)
                    .description("Violations that a check of the data found; -1 where it could not be run")
                    .tag("check", name)
                    .tag("severity", check.severity().name().toLowerCase(java.util.Locale.ROOT))
                    .register(registry);
            return value;
        });
    }
}
