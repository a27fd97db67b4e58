package dev.truemark.analytics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "truemark.analytics")
interface AnalyticsConfig {
    /**
     * At least so long between two batches, and as long as the last one took, up to ten seconds: a portfolio that changes all the
     * time is told of once for several changes, and figures leave half of a processor to the rest.
     */
    @WithDefault("PT0.5S")
    Duration pause();
}
