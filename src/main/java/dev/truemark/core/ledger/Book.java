package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
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

    Book(BookState start, Policy policy) {
        lots = new OpenLots(policy.costMethod(), start.lots());
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
