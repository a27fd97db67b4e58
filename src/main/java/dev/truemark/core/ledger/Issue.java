package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * More or fewer units of the same security for what is held: splits, reverse splits, stock dividends (DEFINITIONS 11).
 * Cost stays. A gross amount is cash in lieu of the fraction that is not delivered: the fraction is received like the rest
 * and sold for it by the cost method.
 */
final class Issue {
    private Issue() {}

    /** Every lot's units times the ratio; a split of nothing, without cash, changes nothing. */
    static Optional<Reason> split(Book book, Entry entry, Transaction t, Policy policy) {
        Optional<Reason> refusal = t.gross().signum() == 0 ? Optional.empty() : cashRefusal(book, t);
        if (refusal.isPresent()) return refusal;
        book.lots().changeEach((lot, change) -> {
            BigDecimal units = lot.quantity().multiply(t.ratio()).subtract(lot.quantity());
            entry.adjusts(lot, units, BigDecimal.ZERO, BaseAmount.ZERO);
            change.by(units, BigDecimal.ZERO, BaseAmount.ZERO);
        });
        BigDecimal due = Exact.canonical(book.lots().quantity());
        sellFraction(book, entry, t, policy, due.subtract(delivered(t, due)));
        return Optional.empty();
    }

    /**
     * Units by the ratio, else the quantity told, over all lots. Cash in lieu needs the ratio: without it nothing says what
     * the fraction was.
     */
    static Optional<Reason> stockDividend(Book book, Entry entry, Transaction t, Policy policy) {
        Optional<Reason> refusal = cashRefusal(book, t);
        if (refusal.isPresent()) return refusal;
        OpenLots lots = book.lots();
        boolean paysCash = t.gross().signum() != 0;
        boolean byRatio = t.terms().ratio().isPresent();
        if (!byRatio && (paysCash || t.quantity().signum() == 0)) return Optional.of(Reason.INCOMPLETE_TERMS);
        BigDecimal told = signed(lots, t.quantity());
        BigDecimal due = byRatio ? Exact.canonical(lots.quantity()).multiply(t.ratio()) : told;
        BigDecimal delivered = paysCash ? delivered(t, due) : told.signum() != 0 ? told : due;
        add(lots, entry, paysCash ? due : delivered);
        sellFraction(book, entry, t, policy, due.subtract(delivered));
        return Optional.empty();
    }

    private static void add(OpenLots lots, Entry entry, BigDecimal units) {
        Shares shares = new Shares(units, BaseAmount.ZERO, lots.quantity());
        lots.changeEach((lot, change) -> {
            BigDecimal own = shares.next(lot.quantity()).amount();
            entry.adjusts(lot, own, BigDecimal.ZERO, BaseAmount.ZERO);
            change.by(own, BigDecimal.ZERO, BaseAmount.ZERO);
        });
    }

    private static Optional<Reason> cashRefusal(Book book, Transaction t) {
        if (book.lots().isEmpty()) return Optional.of(Reason.NOTHING_HELD);
        boolean foreign = t.gross().signum() != 0 && !book.isIn(t.currency());
        return foreign ? Optional.of(Reason.CURRENCY_MISMATCH) : Optional.empty();
    }

    /** The units delivered of those {@code due}: as told, else all of them but the fraction. */
    static BigDecimal delivered(Transaction t, BigDecimal due) {
        if (t.quantity().signum() != 0) return due.signum() < 0 ? t.quantity().negate() : t.quantity();
        return due.setScale(0, RoundingMode.DOWN);
    }

    private static BigDecimal signed(OpenLots lots, BigDecimal units) {
        return lots.isLong() ? units : units.negate();
    }

    /** Cash for no fraction is a gain that no lot bears. A short position pays it. */
    private static void sellFraction(Book book, Entry entry, Transaction t, Policy policy, BigDecimal fraction) {
        if (t.gross().signum() == 0) return;
        BigDecimal received = received(entry, t, policy, book.lots().isLong());
        boolean some = fraction.signum() != 0
                && fraction.signum() == book.lots().quantity().signum();
        if (some) Trade.move(book, entry, t, fraction.negate(), received.negate(), List.of());
        else entry.realizedWithoutLot(received);
    }

    /** The cash of a corporate action: to a long position, or from a short one, which is noted as the cash moved. */
    static BigDecimal received(Entry entry, Transaction t, Policy policy, boolean isLong) {
        BigDecimal charges = policy.feesInCost() ? t.charges() : BigDecimal.ZERO;
        BigDecimal gross = isLong ? t.gross() : t.gross().negate();
        if (!isLong) entry.cash(gross.subtract(t.charges()));
        entry.proceeds(gross.subtract(charges));
        return gross.subtract(charges);
    }
}
