package dev.truemark.quality;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether this instance looks after the data. */
@ConfigMapping(prefix = "truemark.quality")
interface QualityConfig {
    /** How often all checks are run: {@code off}, or a time such as {@code 24h}; let one instance do it. */
    @WithDefault("off")
    String every();

    /** How long one check may take. */
    @WithDefault("PT10M")
    Duration patience();
}
