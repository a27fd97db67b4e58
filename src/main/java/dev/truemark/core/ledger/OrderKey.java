package dev.truemark.core.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * Where a transaction stands in its portfolio's total order (DEFINITIONS 4): day, rank within the day, instant, then
 * source and id.
 *
 * @param date trade date in the portfolio's time zone
 * @param rank 0 date-only corporate actions and inflows, 1 timed, 2 date-only buys, 3 income, 4 sells, 5 outflows, 6
 *             transfers in from an own portfolio
 * @param time instant of a timed transaction, {@link Instant#EPOCH} of a date-only one
 */
public record OrderKey(LocalDate date, int rank, Instant time, TransactionKey key) implements Comparable<OrderKey> {
    private static final Comparator<OrderKey> ORDER = Comparator.comparing(OrderKey::date)
            .thenComparingInt(OrderKey::rank)
            .thenComparing(OrderKey::time)
            .thenComparing(OrderKey::key);

    /** The rank of a timed transaction. */
    public static final int TIMED = 1;

    private static final int ARRIVED = 6;

    public static OrderKey timed(LocalDate date, Instant time, TransactionKey key) {
        return new OrderKey(date, TIMED, time, key);
    }

    public static OrderKey dateOnly(LocalDate date, TransactionType type, TransactionKey key) {
        return new OrderKey(date, rankOf(type), Instant.EPOCH, key);
    }

    /** Of a date-only transfer in from an own portfolio, after what leaves this one on the day. */
    public static OrderKey arrived(LocalDate date, TransactionKey key) {
        return new OrderKey(date, ARRIVED, Instant.EPOCH, key);
    }

    @Override
    public int compareTo(OrderKey other) {
        return ORDER.compare(this, other);
    }

    public boolean isTimed() {
        return rank == TIMED;
    }

    private static int rankOf(TransactionType type) {
        return switch (type) {
            case SPLIT, STOCK_DIVIDEND, SPIN_OFF, MERGER, RIGHTS_ISSUE, RETURN_OF_CAPITAL, AMORTIZATION, ADJUSTMENT ->
                0;
            case DEPOSIT, TRANSFER_IN -> 0;
            case BUY, BUY_TO_COVER -> 2;
            case DIVIDEND, INTEREST, REDEMPTION -> 3;
            case SELL, SELL_SHORT, FX_CONVERSION -> 4;
            case WITHDRAWAL, TRANSFER_OUT, FEE, TAX -> 5;
        };
    }
}
