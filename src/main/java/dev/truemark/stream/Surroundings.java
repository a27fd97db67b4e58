package dev.truemark.stream;

import java.time.Clock;

/** What the connections of an instance share. */
record Surroundings(
        Hub hub,
        Replays replays,
        HubThread timer,
        LiveBooksSource source,
        AlertFeed alerts,
        Tokens tokens,
        StreamConfig config,
        StreamMetrics metrics,
        Clock clock) {}
