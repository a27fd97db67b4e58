package dev.truemark.ledger;

/** What a told revision is, held against those that are known of its transaction (DEFINITIONS 5). */
enum Standing {
    /** Known with this content. */
    REPLAYED,
    /** Known with other content, which stays. */
    CONFLICT,
    /** It says which revision it replaces, and that is not the newest. */
    NOT_NEWEST,
    /** A word that was replaced before it came: kept, and books nothing. */
    LATE,
    /** The newest word from now on. */
    NEWEST;

    static final String OTHER_CONTENT = "the same revision is known with other content";

    static String notNewest(int newest) {
        return "SUPERSEDES_NOT_NEWEST: the newest revision is " + newest;
    }
}
