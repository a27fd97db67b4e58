package dev.truemark.ledger;

import java.util.UUID;

/** How producers name a portfolio: its owner and the owner's own id for it. */
record PortfolioRef(UUID owner, String portfolioId) implements Comparable<PortfolioRef> {
    @Override
    public int compareTo(PortfolioRef other) {
        int byOwner = owner.compareTo(other.owner);
        return byOwner != 0 ? byOwner : portfolioId.compareTo(other.portfolioId);
    }

    /** Key of its records. */
    String recordKey() {
        return owner + "|" + portfolioId;
    }
}
