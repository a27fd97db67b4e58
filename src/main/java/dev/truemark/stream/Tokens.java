package dev.truemark.stream;

import io.smallrye.mutiny.Uni;

/** Judges an access token that comes over an open connection. */
@FunctionalInterface
interface Tokens {
    /** Fails if the token is not a valid one of a user. */
    Uni<Visitor> visitor(String token);
}
