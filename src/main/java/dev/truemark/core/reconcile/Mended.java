package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.Terms;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** A transaction with one thing changed, and one made of what is lacking. */
final class Mended {
    private static final TransactionKey MISSING = new TransactionKey("statement", "missing");

    private Mended() {}

    static Transaction dated(Transaction t, LocalDate date) {
        OrderKey order = t.order();
        return with(
                t,
                new OrderKey(date, order.rank(), order.time(), order.key()),
                t.type(),
                t.securityId(),
                t.quantity(),
                t.gross());
    }

    static Transaction typed(Transaction t, TransactionType type) {
        OrderKey order = t.order();
        OrderKey at = order.isTimed() ? order : OrderKey.dateOnly(order.date(), type, order.key());
        return with(t, at, type, t.securityId(), t.quantity(), t.gross());
    }

    static Transaction sized(Transaction t, BigDecimal quantity, BigDecimal gross) {
        return with(t, t.order(), t.type(), t.securityId(), quantity, gross);
    }

    static Transaction of(Transaction t, String security) {
        return with(t, t.order(), t.type(), security, t.quantity(), t.gross());
    }

    private static Transaction with(
            Transaction t,
            OrderKey order,
            TransactionType type,
            String security,
            BigDecimal quantity,
            BigDecimal gross) {
        return new Transaction(
                order,
                t.revision(),
                type,
                security,
                t.currency(),
                quantity,
                gross,
                t.fees(),
                t.taxes(),
                t.withholdingTax(),
                t.accruedInterest(),
                t.terms(),
                t.toBase());
    }

    /** What is lacking as a transaction of {@code date}; the rate to base plays no part in what statements say. */
    static Transaction missing(
            LocalDate date,
            TransactionType type,
            String security,
            String currency,
            BigDecimal quantity,
            BigDecimal gross,
            Terms terms) {
        return new Transaction(
                OrderKey.dateOnly(date, type, MISSING),
                1,
                type,
                security,
                currency,
                quantity,
                gross,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                terms,
                Conversion.UNKNOWN);
    }

    /** The type that a slip of the sign makes of another. */
    static Optional<TransactionType> opposite(TransactionType type) {
        return switch (type) {
            case BUY -> Optional.of(TransactionType.SELL);
            case SELL -> Optional.of(TransactionType.BUY);
            case SELL_SHORT -> Optional.of(TransactionType.BUY_TO_COVER);
            case BUY_TO_COVER -> Optional.of(TransactionType.SELL_SHORT);
            case DEPOSIT -> Optional.of(TransactionType.WITHDRAWAL);
            case WITHDRAWAL -> Optional.of(TransactionType.DEPOSIT);
            case TRANSFER_IN -> Optional.of(TransactionType.TRANSFER_OUT);
            case TRANSFER_OUT -> Optional.of(TransactionType.TRANSFER_IN);
            default -> Optional.empty();
        };
    }

    /** 1 where a greater quantity is more units, -1 where it is fewer; 0 where units do not follow from it alone. */
    static int unitsSign(TransactionType type) {
        return switch (type) {
            case BUY, BUY_TO_COVER, TRANSFER_IN -> 1;
            case SELL, SELL_SHORT, TRANSFER_OUT, REDEMPTION -> -1;
            default -> 0;
        };
    }

    /** 1 where a greater gross amount is more cash, -1 where it is less, 0 where it moves none. */
    static int cashSign(Transaction t) {
        boolean cashAlone = t.securityId().isEmpty();
        return switch (t.type()) {
            case SELL, SELL_SHORT, REDEMPTION, AMORTIZATION, DIVIDEND, INTEREST, DEPOSIT, RETURN_OF_CAPITAL -> 1;
            case BUY, BUY_TO_COVER, WITHDRAWAL, FEE, TAX, FX_CONVERSION -> -1;
            case TRANSFER_IN -> cashAlone ? 1 : 0;
            case TRANSFER_OUT -> cashAlone ? -1 : 0;
            default -> 0;
        };
    }
}
