package dev.truemark.ingest.format;

import dev.truemark.core.ledger.TransactionType;
import java.math.BigDecimal;

/** What corporate actions, conversions, adjustments and lots need, so that nothing of them is guessed (docs/transactions.md). */
final class ActionRules {
    private ActionRules() {}

    /** A conversion buys {@code quantity} of {@code currency} for the gross amount of {@code trade_currency}. */
    static void checkConversion(Fields fields, Details details) {
        if (details.otherCurrency() != null || fields.isRefused(TransactionReader.CURRENCY)) return;
        fields.error(
                TransactionReader.CURRENCY,
                "REQUIRED",
                "A conversion needs both trade_currency, which it sells, and currency, which it buys.");
    }

    static void checkAction(Fields fields, ReceivedTransaction t, Details details) {
        boolean hasTarget = details.targetSecurityId() != null;
        if (t.type() == TransactionType.SPIN_OFF) {
            fields.require(Details.TARGET_SECURITY, details.targetSecurityId());
            fields.require(Details.COST_FRACTION, details.costFraction());
        }
        if (hasTarget && details.targetSecurityId().equals(t.securityId())) {
            fields.error(Details.TARGET_SECURITY, "SAME_SECURITY", "The target is another security.");
        }
        boolean cashOnly = !hasTarget && t.type() == TransactionType.MERGER;
        boolean subscribes = !hasTarget && t.type() == TransactionType.RIGHTS_ISSUE;
        if (subscribes) TransactionRules.needQuantity(fields, t);
        else if (!cashOnly && t.quantity().signum() == 0) fields.require(TransactionReader.RATIO, t.ratio());
        boolean paysCash = t.gross().signum() > 0;
        if (cashOnly && !paysCash) TransactionRules.needAmount(fields, t, null);
        if (hasTarget && t.type() == TransactionType.RIGHTS_ISSUE && paysCash) {
            fields.error(
                    TransactionReader.GROSS,
                    "NOT_ALLOWED",
                    "Rights are received for nothing; tell a subscription apart.");
        }
        if (hasTarget && t.type() == TransactionType.MERGER) checkCashOfMerger(fields, t, details, paysCash);
    }

    private static void checkCashOfMerger(Fields fields, ReceivedTransaction t, Details details, boolean paysCash) {
        boolean inLieu = t.ratio() != null && t.quantity().signum() > 0;
        boolean share = details.costFraction() != null && details.costFraction().compareTo(BigDecimal.ONE) < 0;
        if (paysCash && !inLieu && !share) {
            fields.error(
                    Details.COST_FRACTION,
                    "REQUIRED",
                    "Cash of a merger needs cost_fraction, or quantity and ratio where it is in lieu of a fraction.");
        }
        if (!paysCash && share) {
            TransactionRules.needAmount(fields, t, null);
        }
    }

    /** The out leg sends its lots to the other portfolio, which makes the in leg itself. */
    static void checkTransfer(Fields fields, ReceivedTransaction t, Details details) {
        if (details.targetPortfolioId() == null) return;
        if (t.type() == TransactionType.TRANSFER_IN) {
            fields.error(Details.TARGET_PORTFOLIO, "NOT_ALLOWED", "Tell the transfer out alone; it brings its lots.");
        } else if (details.targetPortfolioId().equals(t.portfolioId())) {
            fields.error(Details.TARGET_PORTFOLIO, "SAME_PORTFOLIO", "A transfer goes to another portfolio.");
        }
    }

    /** Of a security units or cost, or units taken; of cash an amount. */
    static void checkAdjustment(Fields fields, ReceivedTransaction t, BigDecimal gross) {
        if (!TransactionRules.hasSecurity(t) || t.quantity().signum() == 0) {
            TransactionRules.needAmount(fields, t, gross);
        }
        boolean takes = t.quantity().signum() < 0;
        if (takes && gross != null && gross.signum() != 0) {
            fields.error(TransactionReader.GROSS, "NOT_ALLOWED", "Units that are taken leave with their own cost.");
        }
    }

    /** Lots add up to the quantity; a delivery in brings their cost, what takes lots names who opened them. */
    static void checkLots(Fields fields, ReceivedTransaction t, Details details) {
        if (details.lots() == null || t.quantity().signum() == 0) return;
        boolean brings = t.type() == TransactionType.TRANSFER_IN;
        int complete = brings ? details.lotsWithCost() : details.lotsNamed();
        if (complete < details.lots().size()) {
            fields.error(
                    Details.LOTS,
                    "INVALID",
                    brings ? "A lot that comes in has a cost." : "A lot has a transaction_id.");
        } else if (details.lotUnits().compareTo(t.quantity().abs()) != 0) {
            fields.error(Details.LOTS, "LOTS_MISMATCH", "The units of the lots do not add up to the quantity.");
        }
    }
}
