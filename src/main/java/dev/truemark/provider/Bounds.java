package dev.truemark.provider;

import java.time.Duration;

/** Refuses a configuration that could hurt: the provider, or ourselves. */
final class Bounds {
    private static final Duration DAY = Duration.ofDays(1);

    private Bounds() {}

    /** @throws IllegalArgumentException naming the property that is out of bounds */
    static void check(ProviderConfig c) {
        between("quotes-every", c.quotesEvery(), Duration.ofSeconds(10), DAY);
        between("history-every", c.historyEvery(), Duration.ofMinutes(1), Duration.ofDays(30));
        between("timeout", c.timeout(), Duration.ofMillis(100), Duration.ofMinutes(1));
        between("spacing", c.spacing(), Duration.ZERO, Duration.ofMinutes(1));
        between("back-off", c.backOff(), Duration.ofMillis(1), Duration.ofMinutes(1));
        between("rest", c.rest(), Duration.ofSeconds(1), DAY);
        between("max-rest", c.maxRest(), c.rest(), DAY);
        between("history-days", c.historyDays(), 0, 3650);
        between("batch", c.batch(), 1, 500);
        between("max-securities", c.maxSecurities(), 1, 100_000);
        between("max-bytes", c.maxBytes(), 1024, 64 << 20);
        between("retries", c.retries(), 0, 5);
        between("failures", c.failures(), 1, 100);
        String scheme = String.valueOf(c.url().getScheme());
        if (c.url().getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException("truemark.provider.url must be an http(s) address: " + c.url());
        }
        if (c.source().isBlank() || c.source().length() > 128) {
            throw new IllegalArgumentException("truemark.provider.source must have 1 to 128 characters");
        }
    }

    private static <T extends Comparable<T>> void between(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "truemark.provider." + name + " must be from " + least + " to " + most + ": " + value);
        }
    }
}
