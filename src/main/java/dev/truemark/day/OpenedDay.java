package dev.truemark.day;

import dev.truemark.allocation.KnownInstruments;
import dev.truemark.performance.DayMarket;
import dev.truemark.performance.Opening;
import dev.truemark.valuation.ValuationService;
import java.util.List;

/**
 * A day that has begun: with what it began, and what is told of the instruments held.
 *
 * @param instruments as known at the stamp of the opening
 */
public record OpenedDay(Opening opening, KnownInstruments.Known instruments) {

    /** What its figures need of the market beside the values of what is held. */
    ValuationService.Also<DayMarket> needs() {
        return new ValuationService.Also<>(
                List.copyOf(opening.delivered()),
                opening.currencies(),
                (prices, rates) -> DayMarket.of(opening, prices, rates));
    }
}
