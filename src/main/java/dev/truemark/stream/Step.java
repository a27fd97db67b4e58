package dev.truemark.stream;

import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.valuation.Basis;
import dev.truemark.valuation.Valued;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One state of a replay and how it came about.
 *
 * @param at           the instant in replayed time
 * @param facts        what was booked since the step before; empty where only the market has moved
 * @param restatedFrom the first day that is another than in the step before although it was over then
 * @param quiet        whether it is told only where it differs from the step before
 */
record Step(
        Instant at,
        LiveBooks books,
        PortfolioValue value,
        Basis basis,
        Optional<Cause> facts,
        Optional<LocalDate> restatedFrom,
        boolean quiet) {

    /** A state that is told in any case, at the instant at which it is valued. */
    static Step of(Valued valued, LiveBooks books, Optional<Cause> facts) {
        Instant at = valued.basis().evaluatedAt();
        return new Step(at, books, valued.value(), valued.basis(), facts, Optional.empty(), false);
    }

    /** This and the next as one step. */
    Step and(Step next) {
        Optional<Cause> both = facts.isEmpty() || next.facts.isEmpty()
                ? facts.or(next::facts)
                : Optional.of(facts.get().and(next.facts.get()));
        Optional<LocalDate> from = restatedFrom.isEmpty() || next.restatedFrom.isEmpty()
                ? restatedFrom.or(next::restatedFrom)
                : restatedFrom
                        .filter(day -> day.isBefore(next.restatedFrom.get()))
                        .or(next::restatedFrom);
        return new Step(next.at, next.books, next.value, next.basis, both, from, quiet && next.quiet);
    }
}
