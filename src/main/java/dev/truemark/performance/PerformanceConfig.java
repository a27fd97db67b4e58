package dev.truemark.performance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much one calculation takes. */
@ConfigMapping(prefix = "truemark.performance")
interface PerformanceConfig {
    /** Flows of one calculation; more are 422. */
    @WithDefault("20000")
    int maxFlows();

    /** Valuations of one calculation; more are 422. */
    @WithDefault("20000")
    int maxValuations();

    /** Segments of all periods of one attribution or contribution together; more are 422. */
    @WithDefault("100000")
    int maxSegments();

    /** Days of one history of a portfolio; more are 422. */
    @WithDefault("11000")
    int maxDays();

    /** Transactions of one history of a portfolio; more are 422. */
    @WithDefault("200000")
    int maxTransactions();

    /** Portfolios of one composite; more are 422. */
    @WithDefault("100")
    int maxMembers();

    /** Age of the knowledge of kept daily values from which on reading them moves it forward, though nothing changed. */
    @WithDefault("PT1M")
    Duration keptFor();
}
