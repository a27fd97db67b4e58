package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One mistake that would explain the differences. Each was tried: the books were booked again without it.
 *
 * @param transaction  of the books that is mistaken; empty of one that they lack, and of a cost method
 * @param twin         the one that a doubled transaction is like
 * @param types        what it should be, likeliest first; of a doubled, additional or shifted one what it is
 * @param securityId   what it should move; empty for cash alone
 * @param quantity     units that it should have; empty where it moves none, or they cannot be told
 * @param currency     of {@code cash}; empty where that is
 * @param cash         what it should change cash by; empty where that cannot be told
 * @param ratio        of a split: units after per unit before
 * @param method       of a cost method: the one that agrees
 * @param earliest     first day on which it may belong; empty where nothing bounds it
 * @param latest       last day on which it may belong; empty where nothing bounds it
 * @param explained    differences, over all statements, that vanish without the mistake
 * @param unexplained  differences that remain, or arise
 */
public record Candidate(
        Kind kind,
        Optional<TransactionKey> transaction,
        Optional<TransactionKey> twin,
        List<TransactionType> types,
        String securityId,
        Optional<BigDecimal> quantity,
        String currency,
        Optional<BigDecimal> cash,
        Optional<BigDecimal> ratio,
        Optional<CostMethod> method,
        Optional<LocalDate> earliest,
        Optional<LocalDate> latest,
        Set<Evidence> evidence,
        int explained,
        int unexplained) {
    public Candidate {
        types = List.copyOf(types);
        evidence = java.util.Collections.unmodifiableSet(new TreeSet<>(evidence));
    }

    /** What the mistake would be. */
    public enum Kind {
        /** The books lack a transaction. */
        MISSING,
        /** Two bookings are alike, and one is too many. */
        DOUBLED,
        /** The books have a transaction that the broker does not. */
        ADDITIONAL,
        /** A transaction is dated on the wrong side of a statement. */
        SHIFTED,
        /** A purchase is booked as a sale, a deposit as a withdrawal, or the other way round. */
        WRONG_SIGN,
        WRONG_QUANTITY,
        WRONG_AMOUNT,
        WRONG_SECURITY,
        /** Only cost differs, and another cost method agrees. */
        COST_METHOD
    }

    /** What speaks for it beside that it explains the differences. */
    public enum Evidence {
        TWIN_ON_THE_SAME_DAY,
        TWIN_NEARBY,
        /** The difference is gone at a later statement, as it is when only a date is wrong. */
        GONE_LATER,
        NEAR_THE_STATEMENT,
        DIGITS_TRANSPOSED,
        POINT_MOVED,
        ONE_DIGIT,
        PRICE_KEPT,
        /** The price is nearer to that of other trades of the security than the booked one. */
        PRICE_LIKE_THE_OTHERS,
        SIMPLE_RATIO,
        /** Sales that the books had to reject are booked again. */
        REJECTED_BOOKED_AGAIN
    }
}
