package dev.truemark.rebalance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one rebalancing takes. */
@ConfigMapping(prefix = "truemark.rebalance")
interface RebalanceConfig {
    /** Weights of one date; more are 422. */
    @WithDefault("1000")
    int maxTargets();

    /** Dates of one portfolio from which targets hold; more are 422. */
    @WithDefault("1000")
    int maxDates();

    /** Securities of one calculation; more are 422. */
    @WithDefault("2000")
    int maxPositions();
}
