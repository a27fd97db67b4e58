package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A {@link BookState} while a run is being booked. Lives inside one fold and is seen by one thread. */
final class Book {
    private final OpenLots lots;
    private String currency;
    private BigDecimal realized;
    private BaseAmount realizedBase;
    private BigDecimal income;
    private BaseAmount incomeBase;
    private Optional<OrderKey> last;

    Book(BookState start, CostMethod method) {
        lots = new OpenLots(method, start.lots());
        currency = start.currency();
        realized = start.realized();
        realizedBase = start.realizedBase();
        income = start.income();
        incomeBase = start.incomeBase();
        last = start.last();
    }

    OpenLots lots() {
        return lots;
    }

    /** Makes one pool of several lots where the method has changed to {@code AVERAGE}. */
    void pool(Entry entry) {
        if (!lots.isToBePooled()) return;
        List<OpenLot> all = lots.inOrderOfOpening();
        OpenLot pool = all.getFirst();
        for (OpenLot lot : all.subList(1, all.size())) {
            BigDecimal units = lot.quantity();
            BigDecimal cost = lot.cost();
            BaseAmount costBase = lot.costBase();
            entry.pools(lot, units.negate(), cost.negate(), costBase.negate());
            lots.changeOne(lot, units.negate(), cost.negate(), costBase.negate());
            lots.estimated(pool, lot.isBasisEstimated());
            entry.pools(pool, units, cost, costBase);
            lots.changeOne(pool, units, cost, costBase);
        }
    }

    /** Puts back the lots of before {@link #pool}, whose transaction was refused. */
    void restore(List<Lot> before) {
        lots.replace(before);
    }

    Optional<OrderKey> last() {
        return last;
    }

    String currency() {
        return currency;
    }

    void advanceTo(OrderKey order) {
        if (last.isPresent() && order.compareTo(last.get()) <= 0) {
            throw new IllegalArgumentException("not in order: " + order + " after " + last.get());
        }
        last = Optional.of(order);
    }

    /** Whether the position is, or may become, one in {@code other}: nothing may be paid on it in another currency. */
    boolean isIn(String other) {
        return currency.isEmpty() || currency.equals(other);
    }

    /**
     * Says what currency the position is in. A flat position that starts again in another one counts its local sums
     * from zero: sums of two currencies would mean nothing. Those in base currency go on.
     */
    void be(String other) {
        if (!isIn(other)) {
            realized = BigDecimal.ZERO;
            income = BigDecimal.ZERO;
        }
        currency = other;
    }

    /** Without a security there is no one currency to sum up in: only base sums are kept. */
    void count(Booking booking) {
        if (!booking.transaction().securityId().isEmpty()) {
            realized = realized.add(booking.realized());
            income = income.add(booking.income());
        }
        realizedBase = realizedBase.plus(booking.realizedBase());
        incomeBase = incomeBase.plus(booking.incomeBase());
    }

    BookState state() {
        return new BookState(
                currency,
                lots.inOrderOfOpening().stream().map(OpenLot::toLot).toList(),
                realized,
                realizedBase,
                income,
                incomeBase,
                last);
    }
}
