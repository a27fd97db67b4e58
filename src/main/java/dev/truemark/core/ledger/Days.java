package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the {@link DayPosition}s of a run: one per date, closed when the next date begins or the run ends. */
final class Days {
    private final Book book;
    private final List<DayPosition> closed = new ArrayList<>();
    private Optional<LocalDate> open = Optional.empty();
    private String currency;
    private BigDecimal realized = BigDecimal.ZERO;
    private BaseAmount realizedBase = BaseAmount.ZERO;
    private BigDecimal income = BigDecimal.ZERO;
    private BaseAmount incomeBase = BaseAmount.ZERO;

    Days(Book book) {
        this.book = book;
        this.currency = book.currency();
    }

    /** To be called before {@code book} changes on {@code date}. */
    void begin(LocalDate date) {
        if (open.isPresent() && open.get().equals(date)) return;
        close();
        open = Optional.of(date);
        realized = BigDecimal.ZERO;
        realizedBase = BaseAmount.ZERO;
        income = BigDecimal.ZERO;
        incomeBase = BaseAmount.ZERO;
    }

    /** Local sums follow {@link Book#be} and {@link Book#count}: of one currency, and none without a security. */
    void count(Booking booking) {
        if (!currency.equals(book.currency())) {
            currency = book.currency();
            realized = BigDecimal.ZERO;
            income = BigDecimal.ZERO;
        }
        if (!booking.transaction().securityId().isEmpty()) {
            realized = realized.add(booking.realized());
            income = income.add(booking.income());
        }
        realizedBase = realizedBase.plus(booking.realizedBase());
        incomeBase = incomeBase.plus(booking.incomeBase());
    }

    List<DayPosition> end() {
        close();
        open = Optional.empty();
        return closed;
    }

    private void close() {
        if (open.isEmpty()) return;
        OpenLots lots = book.lots();
        closed.add(new DayPosition(
                open.get(),
                book.currency(),
                Exact.canonical(lots.quantity()),
                Exact.canonical(lots.cost()),
                lots.costBase(),
                realized,
                realizedBase,
                income,
                incomeBase,
                lots.isBasisEstimated()));
    }
}
