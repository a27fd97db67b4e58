package dev.truemark.day;

import dev.truemark.allocation.KnownInstruments;
import dev.truemark.performance.DayMarket;
import dev.truemark.performance.Opening;
import dev.truemark.valuation.ValuationService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A day that has begun: with what it began, and what is told of the instruments held.
 *
 * @param instruments as known at the stamp of the opening
 */
public record OpenedDay(Opening opening, KnownInstruments.Known instruments) {

    /** Securities whose prices or terms its past rests on, or its allocation. */
    public Set<String> securities() {
        Set<String> all = new HashSet<>(opening.everHeld());
        all.addAll(instruments.instruments().keySet());
        return all;
    }

    /** What its figures need of the market beside the values of what is held. */
    ValuationService.Also<DayMarket> needs() {
        DayMarket.Needs needs = opening.needs();
        return new ValuationService.Also<>(List.copyOf(needs.securities()), needs.currencies(), needs::lookUp);
    }
}
