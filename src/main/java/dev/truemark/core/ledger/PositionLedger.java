package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Booking.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Books the transactions of one security in one portfolio, or of several that corporate actions join (DEFINITIONS 4 to 11, 13). */
public final class PositionLedger {
    private PositionLedger() {}

    /** As the other, under one policy. */
    public static BookResult book(BookState start, List<Transaction> transactions, Policy policy) {
        return book(start, transactions, Policies.of(policy));
    }

    /**
     * Books {@code transactions}, all of one security (or all without one), sorted by {@link Transaction#order}, on top
     * of {@code start}. Booking a run in two halves gives the same as booking it at once. A transaction with a
     * {@link Transaction#target} is rejected here, since the book of its target is not at hand: see {@link #bookAll}.
     *
     * @throws IllegalArgumentException if they are not strictly ascending, or one is not after {@code start}
     */
    public static BookResult book(BookState start, List<Transaction> transactions, Policies policies) {
        RunningBook book = new RunningBook(start, policies.own());
        for (Transaction t : transactions) book.take(t, Optional.empty(), policies);
        return book.result();
    }

    /**
     * Books {@code transactions} of any securities, sorted by {@link Transaction#order}, each on top of its own start:
     * what joins two securities is booked in both at once. Of securities that nothing joins, each result is what
     * {@link #book} gives.
     *
     * @param starts by security id; {@link BookState#EMPTY} where there is none
     * @return by security id, of every start and of every security that something happened to
     * @throws IllegalArgumentException if they are not strictly ascending per security, or one is not after its start
     */
    public static SortedMap<String, BookResult> bookAll(
            Map<String, BookState> starts, List<Transaction> transactions, Policies policies) {
        Map<String, RunningBook> books = new HashMap<>();
        Policy first = policies.own();
        starts.forEach((security, start) -> books.put(security, new RunningBook(start, first)));
        for (Transaction t : transactions) {
            RunningBook own =
                    books.computeIfAbsent(t.securityId(), security -> new RunningBook(BookState.EMPTY, first));
            own.take(
                    t,
                    t.target()
                            .map(id -> books.computeIfAbsent(id, security -> new RunningBook(BookState.EMPTY, first))),
                    policies);
        }
        SortedMap<String, BookResult> results = new TreeMap<>();
        books.forEach((security, book) -> {
            if (book.isTouched() || starts.containsKey(security)) results.put(security, book.result());
        });
        return results;
    }

    /** Whether transactions of this type may give units of another security. */
    static boolean mayHaveTarget(TransactionType type) {
        return switch (type) {
            case STOCK_DIVIDEND, SPIN_OFF, MERGER, RIGHTS_ISSUE -> true;
            default -> false;
        };
    }

    /** Books a transaction that touches one book only; answers why it does not count, and then nothing has changed. */
    static Optional<Reason> book(Book book, Entry entry, Transaction t, Policy policy) {
        if (!t.hasSecurity()) return withoutSecurity(book, entry, t, policy);
        return switch (t.type()) {
            case BUY, SELL, SELL_SHORT, BUY_TO_COVER, RIGHTS_ISSUE -> Trade.book(book, entry, t, policy);
            case DIVIDEND -> Distribution.dividend(book, entry, t, policy);
            case INTEREST -> Distribution.interest(book, entry, t, policy);
            case RETURN_OF_CAPITAL -> Distribution.returnOfCapital(book, entry, t, policy);
            case SPLIT -> Issue.split(book, entry, t, policy);
            case STOCK_DIVIDEND -> Issue.stockDividend(book, entry, t, policy);
            case SPIN_OFF -> Optional.of(Reason.INCOMPLETE_TERMS);
            case MERGER -> Exchange.cashMerger(book, entry, t, policy);
            case REDEMPTION -> Repayment.redemption(book, entry, t, policy);
            case AMORTIZATION -> Repayment.amortization(book, entry, t, policy);
            case TRANSFER_IN -> Delivery.in(book, entry, t);
            case TRANSFER_OUT -> Delivery.out(book, entry, t, policy);
            case ADJUSTMENT -> Correction.book(book, entry, t, policy);
            case FEE, TAX, DEPOSIT, WITHDRAWAL -> Optional.empty();
            case FX_CONVERSION -> Optional.of(Reason.UNSUPPORTED_TYPE);
        };
    }

    private static Optional<Reason> withoutSecurity(Book book, Entry entry, Transaction t, Policy policy) {
        return switch (t.type()) {
            case FEE, TAX, DEPOSIT, WITHDRAWAL, TRANSFER_IN, TRANSFER_OUT, ADJUSTMENT -> Optional.empty();
            case DIVIDEND -> Distribution.dividend(book, entry, t, policy);
            case INTEREST -> Distribution.interest(book, entry, t, policy);
            case FX_CONVERSION -> conversionRefusal(t);
            case BUY,
                    SELL,
                    SELL_SHORT,
                    BUY_TO_COVER,
                    RETURN_OF_CAPITAL,
                    SPLIT,
                    STOCK_DIVIDEND,
                    SPIN_OFF,
                    MERGER,
                    RIGHTS_ISSUE,
                    REDEMPTION,
                    AMORTIZATION -> Optional.of(Reason.UNSUPPORTED_TYPE);
        };
    }

    /** A conversion sells the gross amount of its currency for the quantity of another. */
    private static Optional<Reason> conversionRefusal(Transaction t) {
        String bought = t.terms().boughtCurrency();
        boolean complete = !bought.isEmpty()
                && !bought.equals(t.currency())
                && t.quantity().signum() > 0
                && t.gross().signum() > 0;
        return complete ? Optional.empty() : Optional.of(Reason.INCOMPLETE_TERMS);
    }
}
