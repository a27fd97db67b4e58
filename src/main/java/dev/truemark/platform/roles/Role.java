package dev.truemark.platform.roles;

import java.util.Set;

/**
 * A part of the service that an instance may leave to others, and the channels that only it reads. Every instance
 * answers REST as far as requests reach it; one without {@code STREAM} folds no portfolio and answers 503 where a socket
 * is asked for.
 */
public enum Role {
    API(Set.of()),
    LEDGER(Set.of("raw-transactions")),
    MARKET(Set.of("market-facts")),
    ANALYTICS(Set.of("calculated-positions")),
    STREAM(Set.of());

    private final Set<String> channels;

    Role(Set<String> channels) {
        this.channels = channels;
    }

    Set<String> channels() {
        return channels;
    }
}
