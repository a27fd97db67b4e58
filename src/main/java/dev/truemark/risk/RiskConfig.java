package dev.truemark.risk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one calculation takes. */
@ConfigMapping(prefix = "truemark.risk")
interface RiskConfig {
    /** Returns of one series; more are 422. */
    @WithDefault("20000")
    int maxReturns();
}
