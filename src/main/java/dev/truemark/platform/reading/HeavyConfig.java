package dev.truemark.platform.reading;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much long computation is taken on at once. */
@ConfigMapping(prefix = "truemark.heavy")
interface HeavyConfig {
    /** Computations that run at the same time. */
    @WithDefault("2")
    int threads();

    /** Computations that may wait for one of those; one more is answered 503. */
    @WithDefault("64")
    int queue();
}
