package dev.truemark.day;

import dev.truemark.allocation.KnownInstruments;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.performance.DayMarket;
import dev.truemark.performance.Opening;
import dev.truemark.performance.Openings;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.valuation.Basis;
import dev.truemark.valuation.ValuationService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;

/**
 * Days of portfolios up to an instant. What is of the past is as known at one stamp, which the answer names; the values of now
 * are those of {@link ValuationService}. By both, its {@code known_at} and its basis, an answer is computed again from the
 * facts alone.
 */
@ApplicationScoped
public class Days {
    /** How often a day is opened again because something was booked meanwhile. */
    private static final int MOST_TRIES = 5;

    private final Openings openings;
    private final KnownInstruments instruments;
    private final LedgerReads ledger;
    private final ValuationService valuations;
    private final HeavyWork heavy;
    private final Engine engine;

    Days(
            Openings openings,
            KnownInstruments instruments,
            LedgerReads ledger,
            ValuationService valuations,
            HeavyWork heavy,
            Engine engine) {
        this.openings = openings;
        this.instruments = instruments;
        this.ledger = ledger;
        this.valuations = valuations;
        this.heavy = heavy;
        this.engine = engine;
    }

    /** The books that an opening is of have moved on before they were valued. */
    private static final class MovedOnException extends RuntimeException {
        private static final long serialVersionUID = 1;

        MovedOnException() {
            super("books moved on", null, false, false);
        }
    }

    /** With what the day of the question began. */
    public Uni<OpenedDay> open(BooksQuery query) {
        return openings.of(query).chain(this::withInstruments);
    }

    private Uni<OpenedDay> withInstruments(Opening opening) {
        return instruments
                .of(opening.held(), opening.head().knownAt(), true)
                .map(known -> new OpenedDay(opening, known));
    }

    /** The day so far: {@code value} and {@code market} at {@code basis}, which must be of the version of the opening. */
    public DayView view(OpenedDay day, PortfolioValue value, DayMarket market, Basis basis) {
        return DayView.of(day, value, market, basis, engine.version());
    }

    Uni<DayView> of(BooksQuery query) {
        return Uni.createFrom()
                .deferred(() -> open(query).chain(day -> valued(query, day)))
                .onFailure(MovedOnException.class)
                .retry()
                .atMost(MOST_TRIES);
    }

    private Uni<DayView> valued(BooksQuery query, OpenedDay day) {
        BooksHead head = day.opening().head();
        return ledger.books(head.isNow() ? query : query.at(head.asOf(), head.knownAt()))
                .invoke(books -> {
                    BooksHead now = books.head();
                    if (now.version() != head.version() || !now.asOf().equals(head.asOf())) {
                        throw new MovedOnException();
                    }
                })
                .chain(books -> valuations.value(books, day.needs()))
                .chain(seen -> view(day, seen));
    }

    private Uni<DayView> view(OpenedDay day, ValuationService.Seen<DayMarket> seen) {
        return heavy.run(() ->
                view(day, seen.valued().value(), seen.also(), seen.valued().basis()));
    }

    /** What was answered with {@code basis} and the {@code known_at} of {@code query}, from the facts alone. */
    Uni<DayView> recompute(BooksQuery query, Basis basis) {
        return ledger.head(query)
                .map(head -> query.at(LocalDate.ofInstant(basis.evaluatedAt(), head.zone()), head.knownAt()))
                .chain(openings::cold)
                .invoke(opening -> {
                    if (opening.head().version() != basis.portfolioVersion()) {
                        throw ProblemException.invalid(
                                "basis",
                                "NOT_OF_KNOWN_AT",
                                "At known_at the books had version "
                                        + opening.head().version() + ", not that of the basis.");
                    }
                })
                .chain(this::withInstruments)
                .chain(day -> valuations
                        .recompute(query.owner(), query.portfolio(), basis, day.needs())
                        .chain(seen -> view(day, seen)));
    }
}
