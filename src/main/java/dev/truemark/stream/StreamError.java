package dev.truemark.stream;

/** What an error frame may say, and whether the connection ends with it. */
enum StreamError {
    BAD_MESSAGE(4400),
    UNSUPPORTED(0),
    NOT_FOUND(0),
    NOT_SUBSCRIBED(0),
    TOO_MANY_SUBSCRIPTIONS(0),
    TOO_MANY_SYMBOLS(0),
    TOO_MANY_REPLAYS(0),
    TOO_MUCH_HISTORY(0),
    /** A date or a knowledge that is not yet. */
    IN_THE_FUTURE(0),
    UNAVAILABLE(0),
    /** A warning: the connection closes soon unless a newer token comes. */
    TOKEN_EXPIRES(0),
    TOKEN_REFUSED(4401),
    TOKEN_EXPIRED(4401),
    /** The only portfolio of the connection is not there, or not the caller's to see. */
    NOT_YOURS(4403),
    SLOW(4408),
    TOO_MANY_CONNECTIONS(4429),
    TOO_MANY_MESSAGES(4429),
    SHUTTING_DOWN(1001);

    private final int closeCode;

    StreamError(int closeCode) {
        this.closeCode = closeCode;
    }

    boolean closes() {
        return closeCode != 0;
    }

    /** WebSocket close code; 0 where the connection stays open. */
    int closeCode() {
        return closeCode;
    }
}
