package dev.truemark.core.ledger;

/**
 * Which transaction of a portfolio: the producer's own id within a source (DEFINITIONS 5).
 *
 * @param source        who says so, {@code api} unless given
 * @param transactionId the producer's id, unique within source and portfolio
 */
public record TransactionKey(String source, String transactionId) implements Comparable<TransactionKey> {
    public TransactionKey {
        if (source.isEmpty() || transactionId.isEmpty())
            throw new IllegalArgumentException("a transaction has a source and an id");
    }

    @Override
    public int compareTo(TransactionKey other) {
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : transactionId.compareTo(other.transactionId);
    }
}
