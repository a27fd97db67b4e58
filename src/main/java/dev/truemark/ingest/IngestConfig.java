package dev.truemark.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of a request to {@code /ingest}; its bytes are bounded by {@code quarkus.http.limits.max-body-size}. */
@ConfigMapping(prefix = "truemark.ingest")
interface IngestConfig {
    /** Items in one request; more are refused with 413. */
    @WithDefault("10000")
    int maxItems();

    /** Characters of one item; a longer one would be more than a broker takes as one record. */
    @WithDefault("262144")
    int maxItemChars();

    /** Longest wait that {@code Prefer: wait} may ask for; a longer one is cut to it. */
    @WithDefault("PT30S")
    Duration maxWait();

    /** Pause before the first look at the fates of a waiting request; it doubles up to {@link #lastPause}. */
    @WithDefault("PT0.02S")
    Duration firstPause();

    @WithDefault("PT0.1S")
    Duration lastPause();

    /** Bodies above this many bytes are judged on a worker thread, so that none holds up an event loop. */
    @WithDefault("32768")
    int inlineBytes();

    /** Mappings that one user may keep. */
    @WithDefault("100")
    int maxMappings();
}
