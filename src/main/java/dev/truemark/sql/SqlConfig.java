package dev.truemark.sql;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of the views is given away at once. */
@ConfigMapping(prefix = "truemark.sql")
interface SqlConfig {
    /** Rows of one download; where there are more, and fewer were not asked for, it is broken off rather than cut short. */
    @WithDefault("2000000")
    int maxRows();

    /** Downloads at the same time on this instance, each with a connection; one more is answered 503. */
    @WithDefault("2")
    int downloads();

    /** How long the database may take for one download. */
    @WithDefault("PT2M")
    Duration patience();

    /** Rows fetched and sent together. */
    @WithDefault("500")
    int fetch();
}
