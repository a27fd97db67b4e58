package dev.truemark.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often rules are looked at, and how patiently webhooks are told. Start-up aborts on what is out of bounds. */
@ConfigMapping(prefix = "truemark.alerts")
interface AlertConfig {
    /** Most rules of one portfolio: 1 to 1000. */
    @WithDefault("100")
    int maxRules();

    /** Shortest time between two looks at one portfolio, however its prices move: 100 ms to 1 h. */
    @WithDefault("PT1S")
    Duration every();

    /** Longest time between two looks though nothing seems to change, since prices age by themselves: 1 s to 1 h. */
    @WithDefault("PT30S")
    Duration sweep();

    /** Shortest time between two looks at figures that rest on every day (DRAWDOWN, VAR): 1 s to 1 day. */
    @WithDefault("PT1M")
    Duration historyEvery();

    /** How long one look at one portfolio may take before another instance tries: 1 s to 1 h. */
    @WithDefault("PT1M")
    Duration lease();

    /** Portfolios that one instance looks at in one turn: 1 to 10000. */
    @WithDefault("200")
    int batch();

    /** How long an alert is kept after it ended: 1 day to 100 years. */
    @WithDefault("P365D")
    Duration keep();

    /**
     * Whether webhooks may reach private, loopback and link-local addresses, and those of this machine by plain http. For
     * development and tests only: with it whoever may write rules can reach what the service can.
     */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    Webhook webhook();

    interface Webhook {
        /** How long one attempt may take in all: 100 ms to 1 min. */
        @WithDefault("PT10S")
        Duration timeout();

        /** Attempts before a delivery has failed: 1 to 100. */
        @WithDefault("12")
        int attempts();

        /** How long the second attempt waits, at least half of it; each further one twice as long: 10 ms to 1 h. */
        @WithDefault("PT5S")
        Duration backOff();

        /** The longest that an attempt waits: up to 1 day. */
        @WithDefault("PT1H")
        Duration maxBackOff();

        /** Deliveries that one instance has under way at once: 1 to 1000. */
        @WithDefault("32")
        int parallel();
    }

    /** @throws IllegalArgumentException if a setting is out of its range; aborts the start */
    default AlertConfig checked() {
        Duration tenth = Duration.ofMillis(100);
        Duration second = Duration.ofSeconds(1);
        Duration minute = Duration.ofMinutes(1);
        Duration hour = Duration.ofHours(1);
        Duration day = Duration.ofDays(1);
        within("max-rules", maxRules(), 1000);
        within("batch", batch(), 10_000);
        within("every", every(), tenth, hour);
        within("sweep", sweep(), second, hour);
        within("history-every", historyEvery(), second, day);
        within("lease", lease(), second, hour);
        within("keep", keep(), day, day.multipliedBy(36_500));
        within("webhook.timeout", webhook().timeout(), tenth, minute);
        within("webhook.attempts", webhook().attempts(), 100);
        within("webhook.back-off", webhook().backOff(), Duration.ofMillis(10), hour);
        within("webhook.max-back-off", webhook().maxBackOff(), webhook().backOff(), day);
        within("webhook.parallel", webhook().parallel(), 1000);
        return this;
    }

    private static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "truemark.alerts." + name + " must be between " + least + " and " + most + ": " + value);
        }
    }

    private static void within(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "truemark.alerts." + name + " must be between 1 and " + most + ": " + value);
        }
    }
}
