package dev.truemark.ingest.format;

import dev.truemark.core.ledger.TransactionType;
import java.math.BigDecimal;

/** What each type of transaction needs, and what must agree. What is only of some types is in {@link ActionRules}. */
final class TransactionRules {
    /** A told gross may be off {@code quantity · price} by this share of it, for prices that were rounded. */
    static final BigDecimal GROSS_TOLERANCE = new BigDecimal("0.005");

    /** And by this much more, for amounts that were rounded. */
    static final BigDecimal GROSS_TOLERANCE_AMOUNT = new BigDecimal("0.01");

    /** How sources of lots that arrive from an own portfolio begin. */
    static final String TRANSFER_SOURCE = "transfer:";

    private TransactionRules() {}

    /** Whether the gross amount is cash beside units that are received for nothing, and so no product of theirs. */
    static boolean grossIsCashAlone(TransactionType type, Details details) {
        return switch (type) {
            case SPLIT, STOCK_DIVIDEND, SPIN_OFF -> true;
            case MERGER, RIGHTS_ISSUE -> details.targetSecurityId() != null;
            default -> false;
        };
    }

    static void checkGross(Fields fields, BigDecimal quantity, BigDecimal price, BigDecimal gross) {
        if (quantity == null || price == null || gross == null) return;
        if (quantity.signum() == 0 || price.signum() == 0) return;
        BigDecimal product = quantity.abs().multiply(price);
        BigDecimal allowed = product.multiply(GROSS_TOLERANCE).add(GROSS_TOLERANCE_AMOUNT);
        if (gross.abs().subtract(product).abs().compareTo(allowed) > 0) {
            fields.error(
                    TransactionReader.GROSS,
                    "GROSS_MISMATCH",
                    "The amount differs from quantity times price by more than 0.5 % and 0.01.");
        }
    }

    /** @param gross null where it was neither told nor follows from quantity and price */
    static void checkNeeds(Fields fields, ReceivedTransaction t, Details details, BigDecimal gross) {
        switch (t.type()) {
            case BUY, SELL, SELL_SHORT, BUY_TO_COVER -> {
                needSecurity(fields, t);
                needQuantity(fields, t);
                needAmount(fields, t, gross);
            }
            case DIVIDEND, RETURN_OF_CAPITAL, REDEMPTION, AMORTIZATION -> {
                needSecurity(fields, t);
                needAmount(fields, t, gross);
            }
            case DEPOSIT, WITHDRAWAL, FEE, TAX, INTEREST -> needAmount(fields, t, gross);
            case SPLIT -> {
                needSecurity(fields, t);
                fields.require(TransactionReader.RATIO, t.ratio());
            }
            case TRANSFER_IN, TRANSFER_OUT -> {
                if (hasSecurity(t)) needQuantity(fields, t);
                else needAmount(fields, t, gross);
                ActionRules.checkTransfer(fields, t, details);
            }
            case FX_CONVERSION -> {
                needQuantity(fields, t);
                needAmount(fields, t, gross);
                ActionRules.checkConversion(fields, details);
            }
            case STOCK_DIVIDEND, SPIN_OFF, MERGER, RIGHTS_ISSUE -> {
                needSecurity(fields, t);
                ActionRules.checkAction(fields, t, details);
            }
            case ADJUSTMENT -> ActionRules.checkAdjustment(fields, t, gross);
        }
        ActionRules.checkLots(fields, t, details);
    }

    static boolean hasSecurity(ReceivedTransaction t) {
        return t.securityId() != null || t.symbol() != null;
    }

    private static void needSecurity(Fields fields, ReceivedTransaction t) {
        if (hasSecurity(t) || fields.isRefused(TransactionReader.SYMBOL)) return;
        fields.require(TransactionReader.SECURITY_ID, t.securityId());
    }

    static void needQuantity(Fields fields, ReceivedTransaction t) {
        if (t.quantity().signum() > 0 || fields.isRefused(TransactionReader.QUANTITY)) return;
        fields.error(TransactionReader.QUANTITY, "NOT_POSITIVE", "A " + t.type() + " needs a quantity of more than 0.");
    }

    static void needAmount(Fields fields, ReceivedTransaction t, BigDecimal gross) {
        if (gross != null
                || fields.isRefused(TransactionReader.GROSS)
                || fields.isRefused(TransactionReader.PRICE)
                || fields.isRefused(TransactionReader.QUANTITY)) return;
        boolean trade = t.type().isTrade() || t.type() == TransactionType.DIVIDEND;
        fields.error(
                trade ? TransactionReader.PRICE : TransactionReader.GROSS,
                "REQUIRED",
                "An amount is needed: gross_transaction_amount, or quantity and price.");
    }
}
