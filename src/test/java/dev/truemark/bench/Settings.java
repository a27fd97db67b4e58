package dev.truemark.bench;

import java.time.Duration;
import java.util.List;

/**
 * What to measure, from {@code -Dbench.*} system properties.
 *
 * @param phases       of {@code booking}, {@code reads}, {@code stream}, {@code history}, {@code start}, {@code analytics}
 * @param transactions booked in the measured run; as many percent as {@code warmUpPercent} before it
 * @param portfolios   over which they are spread, each with {@code securities} securities
 * @param readFor      how long each of the two endpoints is read, in each of {@code readRounds} rounds
 * @param subscribers  sockets that hear every tick
 * @param ticksPerSecond in the latency run, for {@code streamFor}; {@code floodPerSecond} in the run after it
 * @param scale        of the phase {@code scale}, which is measured only where it is asked for
 * @param appOptions   further options of the application's JVM, separated by blanks
 */
record Settings(
        List<String> phases,
        int transactions,
        int warmUpPercent,
        int portfolios,
        int securities,
        int connections,
        Duration readFor,
        int readRounds,
        int subscribers,
        int ticksPerSecond,
        int floodPerSecond,
        Duration streamFor,
        Scale scale,
        List<String> appOptions) {

    /**
     * @param connections spread over {@code portfolios}, each of {@code positions}
     * @param deafFor     how long half of them do not read
     */
    record Scale(int connections, int portfolios, int positions, int ticksPerSecond, Duration deafFor) {}

    static Settings fromSystemProperties() {
        return new Settings(
                words("phases", "booking,reads,stream,history,start,analytics", ","),
                number("transactions", 200_000),
                number("warm-up-percent", 100),
                number("portfolios", 1000),
                number("securities", 20),
                number("connections", 32),
                Duration.ofSeconds(number("read-seconds", 5)),
                number("read-rounds", 2),
                number("subscribers", 200),
                number("ticks", 20),
                number("flood", 2000),
                Duration.ofSeconds(number("stream-seconds", 15)),
                new Scale(
                        number("scale-connections", 10_000),
                        number("scale-portfolios", 1000),
                        number("scale-positions", 200),
                        number("scale-ticks", 2),
                        Duration.ofSeconds(number("scale-seconds", 600))),
                words("app-options", "-Xmx1g", " "));
    }

    /** Most connections that any phase opens for one user. */
    int mostConnections() {
        return Math.max(subscribers * 2, scale.connections());
    }

    private static int number(String name, int otherwise) {
        int value = Integer.getInteger("bench." + name, otherwise);
        if (value < 1) throw new IllegalArgumentException("bench." + name + " must be positive: " + value);
        return value;
    }

    private static List<String> words(String name, String otherwise, String separator) {
        return List.of(System.getProperty("bench." + name, otherwise).split(separator));
    }
}
