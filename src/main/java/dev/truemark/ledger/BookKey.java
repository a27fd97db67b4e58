package dev.truemark.ledger;

/** The book of one security in one portfolio; the empty security is the book of what moves cash only. */
record BookKey(long portfolioKey, String securityId) {
    boolean isCashOnly() {
        return securityId.isEmpty();
    }
}
