package dev.truemark.performance;

import dev.truemark.core.day.DayFigures;
import dev.truemark.core.figure.Statistic;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.ledger.BooksHead;
import dev.truemark.valuation.ValuedDay;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * With what the day of {@code head} began, and what was booked on it: all that its figures need but the values of now.
 *
 * @param evening the day before, at its end
 * @param booked  on the day, what counts
 * @param held    securities held at the end of what is booked
 * @param everHeld securities of all the history
 * @param fall    of the return index up to the evening, see {@link DayFigures.Opening}
 */
public record Opening(
        BooksHead head,
        boolean cashTracked,
        ValuedDay evening,
        List<BookedTransaction> booked,
        Set<String> held,
        Set<String> everHeld,
        Statistic fall) {
    public Opening {
        booked = List.copyOf(booked);
        held = Set.copyOf(held);
        everHeld = Set.copyOf(everHeld);
    }

    /** The day so far: {@code value} and {@code market} of one instant of it. */
    public DayFigures figures(PortfolioValue value, DayMarket market) {
        String base = head.baseCurrency();
        RateBook rates = market.rateBook();
        ValuedDay now = new ValuedDay(date(), value, market.priceBook(), rates);
        return DayFigures.of(
                new DayFigures.Opening(evening.date(), evening.value(), cashTracked, base, fall),
                new DayFigures.Now(value, DayMoves.of(booked, evening, now, base), rates));
    }

    public LocalDate date() {
        return head.asOf();
    }

    /** What the figures need of the market of now, beside the values of what is held. */
    public DayMarket.Needs needs() {
        return new DayMarket.Needs(head.baseCurrency(), delivered(), currencies());
    }

    private Set<String> currencies() {
        Set<String> currencies = new HashSet<>();
        for (PositionValue each : evening.value().positions()) {
            currencies.add(each.holding().currency());
        }
        for (BookedTransaction each : booked) {
            if (each.currency() != null) currencies.add(each.currency());
            if (!DayReader.delivers(each)) continue;
            evening.prices().priceOf(each.securityId()).map(Price::currency).ifPresent(currencies::add);
        }
        return currencies;
    }

    private Set<String> delivered() {
        Set<String> securities = new HashSet<>();
        for (BookedTransaction each : booked) {
            if (DayReader.delivers(each) && DayMoves.isOut(each) && !DayMoves.isTold(each)) {
                securities.add(each.securityId());
            }
        }
        return securities;
    }
}
