package dev.truemark.market;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the newest prices are kept at hand and told. */
@ConfigMapping(prefix = "truemark.quote")
interface QuoteConfig {
    /** Age after which a quote is told to be stale. */
    @WithDefault("PT15M")
    Duration staleAfter();

    /** Most symbols of one request. */
    @WithDefault("500")
    int maxSymbols();

    /** Most securities and symbols whose prices are kept in memory; those beyond are read from PostgreSQL. */
    @WithDefault("200000")
    int maxKeys();

    /** Most records folded into the book at once. */
    @WithDefault("2000")
    int maxPollRecords();

    /** How often the feed looks whether its topics have more partitions. */
    @WithDefault("PT30S")
    Duration partitionsEvery();

    /** How long a quote stays in Redis. */
    @WithDefault("PT60S")
    Duration cacheFor();

    /** How long Redis may take to answer before the quote is taken from elsewhere. */
    @WithDefault("PT0.25S")
    Duration cacheTimeout();

    /** How long Redis is left alone after it failed. */
    @WithDefault("PT2S")
    Duration cacheRetryAfter();

    /** Most quotes written to Redis at once. */
    @WithDefault("500")
    int cacheBatch();
}
