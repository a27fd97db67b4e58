package dev.truemark.allocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one allocation takes. */
@ConfigMapping(prefix = "truemark.allocation")
interface AllocationConfig {
    /** Instruments of one allocation, what funds hold among them; more are 422. */
    @WithDefault("20000")
    int maxInstruments();
}
