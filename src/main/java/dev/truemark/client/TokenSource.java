package dev.truemark.client;

/** Gives access tokens. It may wait; the client asks on a thread of its own. */
@FunctionalInterface
public interface TokenSource {
    /**
     * A valid access token.
     *
     * @throws Unauthorized where there is none any more; after any other exception the client tries again later
     */
    String token(Reason reason);

    /** Why a token is asked for. */
    enum Reason {
        /** A valid one is needed. */
        CONNECT,
        /** The connection's ends within a minute: a newer one of the same user. */
        EXPIRES,
        /** The last one was refused, or has expired: a newer one. */
        REFUSED
    }
}
