package dev.truemark.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** What is asked of the provider, and how patiently. Start-up aborts on what is out of bounds, where it is enabled. */
@ConfigMapping(prefix = "truemark.provider")
interface ProviderConfig {
    /** Off unless asked for: the service reaches out to nobody by itself. */
    @WithDefault("false")
    boolean enabled();

    /** Where the endpoints {@code /v7/finance/quote} and {@code /v8/finance/chart} are. */
    @WithDefault("https://query1.finance.yahoo.com")
    URI url();

    /** Source of the prices it tells; {@code truemark.market.sources} says how much it is believed. */
    @WithDefault("yahoo")
    String source();

    /** Sent with every request, such as the key of a gateway. */
    Map<String, String> headers();

    /** What the provider calls a security, by its id; {@code -} where it must not be asked for it. */
    Map<String, String> symbols();

    /** Which endpoint tells the newest prices: {@code quote} many at a time, {@code chart} one by one. */
    @WithDefault("quote")
    Endpoint quotesFrom();

    /** How often the newest prices are asked for; 10 seconds to a day. Less than a quote lives in Redis, so that it is renewed in time. */
    @WithDefault("PT50S")
    Duration quotesEvery();

    /** How often missing closes are asked for; a minute to 30 days. */
    @WithDefault("PT6H")
    Duration historyEvery();

    /** How many days back closes are filled in; 0 (none) to 3650. */
    @WithDefault("30")
    int historyDays();

    /** Most symbols of one request, and most securities whose closes are looked at in one turn; 1 to 500. */
    @WithDefault("50")
    int batch();

    /** Most securities that are asked for, the first by id; 1 to 100000. */
    @WithDefault("2000")
    int maxSecurities();

    /** How long one request may take in all; 100 ms to a minute. */
    @WithDefault("PT10S")
    Duration timeout();

    /** Largest answer that is read; 1 KiB to 64 MiB. */
    @WithDefault("8388608")
    int maxBytes();

    /** Shortest time between two requests; up to a minute. */
    @WithDefault("PT0.5S")
    Duration spacing();

    /** How often a request is sent again that timed out or met a fault of the provider; 0 to 5. */
    @WithDefault("2")
    int retries();

    /** How long the first repetition waits; each further one twice as long; up to a minute. */
    @WithDefault("PT1S")
    Duration backOff();

    /** Failed requests in a row after which the provider is left alone; 1 to 100. */
    @WithDefault("3")
    int failures();

    /** How long it is left alone then, twice as long each time it fails again; a second to a day. */
    @WithDefault("PT1M")
    Duration rest();

    /** The longest that it is left alone unless it asks for more itself; up to a day. */
    @WithDefault("PT1H")
    Duration maxRest();

    enum Endpoint {
        QUOTE,
        CHART
    }
}
