package dev.truemark.bond;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one calculation takes. */
@ConfigMapping(prefix = "truemark.bond")
interface BondConfig {
    /** Rows of one day count calculation; more are 422. */
    @WithDefault("10000")
    int maxRows();
}
