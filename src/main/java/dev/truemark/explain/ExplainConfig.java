package dev.truemark.explain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much is explained at once. */
@ConfigMapping(prefix = "truemark.explain")
interface ExplainConfig {
    /** Nodes of one answer; a larger derivation is 422 unless {@code depth} leaves enough of it out. */
    @WithDefault("20000")
    int maxNodes();

    /** Nodes built for one answer, whatever it leaves out; a larger one is 422. */
    @WithDefault("1000000")
    int maxBuilt();

    /** Transactions booked to find the causes of one change, all repetitions counted; more are 422. */
    @WithDefault("2000000")
    int maxBooked();

    /** Causes of one answer; more are 422. */
    @WithDefault("5000")
    int maxCauses();
}
