package dev.truemark.performance;

import dev.truemark.core.performance.BlendReturns;
import dev.truemark.core.performance.PortfolioDay;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BooksHead;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A portfolio day by day, from the evening before its first transaction.
 *
 * @param days      without gaps; empty if nothing ever happened
 * @param qualities of the same days
 * @param others    prices on the same days of securities that need not be held
 */
public record PortfolioHistory(
        BooksHead head,
        boolean cashTracked,
        List<PortfolioDay> days,
        List<Quality> qualities,
        List<BlendReturns.Prices> others) {
    public PortfolioHistory {
        days = List.copyOf(days);
        qualities = List.copyOf(qualities);
        others = List.copyOf(others);
    }

    Quality qualityOf(LocalDate date) {
        return qualities.get((int) ChronoUnit.DAYS.between(days.getFirst().date(), date));
    }
}
