package dev.truemark.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds and rhythm of the WebSocket stream. */
@ConfigMapping(prefix = "truemark.stream")
interface StreamConfig {
    /** Time between two heartbeats of a portfolio: 10 ms to 10 min. */
    @WithDefault("PT15S")
    Duration heartbeat();

    /** A client that has not read a frame for this long is cut off with 4408: 100 ms to 10 min. */
    @WithDefault("PT10S")
    Duration slowAfter();

    /** How long a client that is cut off may take to read why, before its connection is torn down. */
    @WithDefault("PT2S")
    Duration closeGrace();

    /** Connections on this instance; one more is closed with 4429. */
    @WithDefault("10000")
    int maxConnections();

    /** Connections of one user on this instance; one more is closed with 4429. */
    @WithDefault("100")
    int maxConnectionsPerUser();

    /** Portfolios that one connection may watch. */
    @WithDefault("100")
    int maxSubscriptions();

    /** Symbols in one message, and symbols whose quotes one connection may hear. */
    @WithDefault("1000")
    int maxSymbols();

    /** Characters of a client's message; a longer one is refused with 4400. */
    @WithDefault("65536")
    int maxMessageSize();

    /** Messages that a client may send in a second, on average over ten; more is closed with 4429. */
    @WithDefault("20")
    int maxMessagesPerSecond();

    /** Answers that may wait for a client that does not read, before it is cut off with 4408. */
    @WithDefault("64")
    int controlQueue();

    /** How often the versions of watched portfolios are compared with the books, in case an event was missed. */
    @WithDefault("PT30S")
    Duration recheck();

    /** How often new alerts are looked for while somebody listens for them: 50 ms to 1 min. */
    @WithDefault("PT0.5S")
    Duration alertsEvery();

    /** How long a portfolio that nobody watches any more is kept for clients that resume: 0 to 1 h. */
    @WithDefault("PT2M")
    Duration linger();

    /** How long before its token ends a connection is warned: 0 to 1 h. */
    @WithDefault("PT1M")
    Duration warnBefore();

    /**
     * Subscriptions to the past on this instance, those that stand still included; one more is refused. Each has one piece
     * of work at a time, so fewer than {@code truemark.heavy.queue} leave room for the questions of others.
     */
    @WithDefault("32")
    int maxReplays();

    /** The same of one user. */
    @WithDefault("8")
    int maxReplaysPerUser();

    /** Valued positions that a replay reads ahead, which bounds its memory; at least one day is read. */
    @WithDefault("5000")
    int replayAhead();

    /** Transactions of a portfolio that is replayed along its dates; one with more is refused. */
    @WithDefault("100000")
    int replayTransactions();

    /** @throws IllegalArgumentException if a setting is out of its range; aborts the start */
    default StreamConfig checked() {
        within("heartbeat", heartbeat(), Duration.ofMillis(10), Duration.ofMinutes(10));
        within("slow-after", slowAfter(), Duration.ofMillis(100), Duration.ofMinutes(10));
        within("close-grace", closeGrace(), Duration.ofMillis(10), Duration.ofMinutes(1));
        within("linger", linger(), Duration.ZERO, Duration.ofHours(1));
        within("warn-before", warnBefore(), Duration.ZERO, Duration.ofHours(1));
        within("recheck", recheck(), Duration.ofMillis(100), Duration.ofHours(1));
        within("alerts-every", alertsEvery(), Duration.ofMillis(50), Duration.ofMinutes(1));
        within("max-connections", maxConnections(), 1_000_000);
        within("max-connections-per-user", maxConnectionsPerUser(), 1_000_000);
        within("max-subscriptions", maxSubscriptions(), 10_000);
        within("max-symbols", maxSymbols(), 100_000);
        within("max-message-size", maxMessageSize(), 1 << 20);
        within("max-messages-per-second", maxMessagesPerSecond(), 10_000);
        within("control-queue", controlQueue(), 10_000);
        within("max-replays", maxReplays(), 10_000);
        within("max-replays-per-user", maxReplaysPerUser(), 10_000);
        within("replay-ahead", replayAhead(), 1_000_000);
        within("replay-transactions", replayTransactions(), 10_000_000);
        return this;
    }

    private static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "truemark.stream." + name + " must be between " + least + " and " + most + ": " + value);
        }
    }

    private static void within(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "truemark.stream." + name + " must be between 1 and " + most + ": " + value);
        }
    }
}
