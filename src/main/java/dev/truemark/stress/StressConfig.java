package dev.truemark.stress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one question takes. */
@ConfigMapping(prefix = "truemark.stress")
interface StressConfig {
    /** Scenarios of one question; more are 422. */
    @WithDefault("100")
    int maxScenarios();

    /** Shocks of one kind in a scenario; more are 422. */
    @WithDefault("1000")
    int maxShocks();

    /** Splits of one portfolio that are read; with more there is no history of its holdings (422). */
    @WithDefault("10000")
    int maxSplits();
}
