package dev.truemark.auth;

/** Scopes that the service knows; a caller without one is refused with 403. */
public final class Scopes {
    /** Write prices, rates and instruments, which are shared by all. */
    public static final String MARKET_WRITE = "market:write";

    private Scopes() {}
}
