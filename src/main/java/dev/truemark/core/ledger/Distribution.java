package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.ledger.Policy.DividendTreatment;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.Optional;

/** What is paid on a security that is held: dividends, interest, returns of capital (DEFINITIONS 10). */
final class Distribution {
    private Distribution() {}

    /** Income, or less cost where the portfolio chose so; then it falls by the same fraction of every lot's cost. */
    static Optional<Reason> dividend(Book book, Entry entry, Transaction t, Policy policy) {
        if (policy.dividendTreatment() == DividendTreatment.INCOME) return interest(book, entry, t, policy);
        return capital(book, entry, t, policy, Weight.COST);
    }

    static Optional<Reason> interest(Book book, Entry entry, Transaction t, Policy policy) {
        boolean onSecurity = !t.securityId().isEmpty();
        if (onSecurity && !book.isIn(t.currency())) return Optional.of(Reason.CURRENCY_MISMATCH);
        if (onSecurity) book.be(t.currency());
        entry.income(net(t, policy));
        return Optional.empty();
    }

    /** Paid per unit, so each lot's cost falls by its units' part. */
    static Optional<Reason> returnOfCapital(Book book, Entry entry, Transaction t, Policy policy) {
        return capital(book, entry, t, policy, Weight.UNITS);
    }

    private static BigDecimal net(Transaction t, Policy policy) {
        BigDecimal net = t.gross().subtract(t.withholdingTax());
        return policy.feesInCost() ? net.subtract(t.charges()) : net;
    }

    /**
     * Lowers the cost of long lots, each down to zero at most; what a lot cannot bear is a realised gain, and all of it
     * where nothing is held long. The cost that leaves realises its FX effect, as the cost of a sale does, so figures in
     * base currency stay additive (DEFINITIONS 13).
     */
    private static Optional<Reason> capital(Book book, Entry entry, Transaction t, Policy policy, Weight weight) {
        if (t.securityId().isEmpty()) return Optional.of(Reason.UNSUPPORTED_TYPE);
        if (!book.isIn(t.currency())) return Optional.of(Reason.CURRENCY_MISMATCH);
        book.be(t.currency());
        BigDecimal amount = net(t, policy);
        if (amount.signum() == 0) return Optional.empty();
        if (!book.lots().isLong()) {
            entry.realizedWithoutLot(amount);
            return Optional.empty();
        }
        lower(book.lots(), entry, amount, weight);
        return Optional.empty();
    }

    private static void lower(OpenLots lots, Entry entry, BigDecimal amount, Weight wanted) {
        Weight weight = lots.cost().signum() > 0 ? wanted : Weight.UNITS;
        Shares shares = new Shares(amount, entry.toBase(amount), weight.ofAll(lots));
        lots.changeEach((lot, change) -> {
            Shares.Part received = shares.next(weight.of(lot));
            BigDecimal taken = received.amount().min(lot.cost()).max(BigDecimal.ZERO);
            BaseAmount takenBase =
                    taken.signum() == 0 ? BaseAmount.ZERO : lot.costBase().share(taken, lot.cost());
            entry.releases(lot, BigDecimal.ZERO, new Shares.Part(taken, takenBase), received);
            change.by(BigDecimal.ZERO, taken.negate(), takenBase.negate());
        });
    }

    /** By what an amount is given out over lots. */
    private enum Weight {
        UNITS {
            @Override
            BigDecimal of(OpenLot lot) {
                return lot.quantity();
            }

            @Override
            BigDecimal ofAll(OpenLots lots) {
                return lots.quantity();
            }
        },
        COST {
            @Override
            BigDecimal of(OpenLot lot) {
                return lot.cost();
            }

            @Override
            BigDecimal ofAll(OpenLots lots) {
                return lots.cost();
            }
        };

        abstract BigDecimal of(OpenLot lot);

        abstract BigDecimal ofAll(OpenLots lots);
    }
}
