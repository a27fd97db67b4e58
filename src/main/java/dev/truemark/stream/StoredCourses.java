package dev.truemark.stream;

import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.ledger.PortfolioVersions;
import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.valuation.PastDays;
import dev.truemark.valuation.StaleLimits;
import dev.truemark.valuation.ValuationHistory;
import dev.truemark.valuation.ValuationService;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The past as it is stored, by the same functions as {@code GET /portfolios/{id}/valuation}. */
@ApplicationScoped
class StoredCourses implements Courses {
    private final LedgerReads ledger;
    private final ValuationService valuations;
    private final ValuationHistory history;
    private final PortfolioVersions versions;
    private final StaleLimits limits;
    private final StreamConfig config;

    StoredCourses(
            LedgerReads ledger,
            ValuationService valuations,
            ValuationHistory history,
            PortfolioVersions versions,
            StaleLimits limits,
            StreamConfig config) {
        this.ledger = ledger;
        this.valuations = valuations;
        this.history = history;
        this.versions = versions;
        this.limits = limits;
        this.config = config;
    }

    @Override
    public Uni<Course> open(PortfolioKey key, Travel travel) {
        BooksQuery newest = BooksQuery.now(key.owner(), key.id().toString());
        boolean knowledgeMoves = travel.isPlayed() && travel.along() == Travel.Axis.KNOWN_AT;
        Uni<Course> course = knowledgeMoves
                ? ledger.head(newest).chain(end -> alongKnowledge(newest, end, travel))
                : ledger.head(new BooksQuery(key.owner(), newest.portfolio(), Optional.empty(), travel.knownAt()))
                        .chain(today -> travel.isPlayed()
                                ? alongDates(newest, today, travel)
                                : Uni.createFrom().item(fixed(newest, today, travel)));
        return course.onFailure(ProblemException.class).transform(StoredCourses::refusal);
    }

    private Course fixed(BooksQuery query, BooksHead today, Travel travel) {
        LocalDate day = travel.asOf().orElse(today.asOf());
        notAfter(today, day);
        Iterator<BooksQuery> one = List.of(query.at(day, today.knownAt())).iterator();
        return () -> one.hasNext()
                ? valuations.value(one.next()).map(valued -> List.of(Step.of(valued, books(valued), Optional.empty())))
                : Uni.createFrom().item(List.of());
    }

    private Uni<Course> alongDates(BooksQuery query, BooksHead today, Travel travel) {
        travel.asOf().ifPresent(day -> notAfter(today, day));
        return history.open(query, today.asOf(), today.knownAt(), config.replayTransactions())
                .map(days -> new DayCourse(
                        dates -> history.next(days, dates),
                        this::books,
                        days::transactionsOn,
                        firstOf(days, travel),
                        today.asOf(),
                        pieceOf(days)));
    }

    /** Days before anything was booked are passed over. */
    private static LocalDate firstOf(PastDays days, Travel travel) {
        LocalDate begun = days.firstDay().orElse(days.last().asOf());
        return travel.asOf().filter(begun::isBefore).orElse(begun);
    }

    private int pieceOf(PastDays days) {
        return Math.clamp(config.replayAhead() / Math.max(1, days.positions()), 1, DayCourse.MAX_PIECE);
    }

    private Uni<Course> alongKnowledge(BooksQuery query, BooksHead end, Travel travel) {
        travel.asOf().ifPresent(day -> notAfter(end, day));
        travel.knownAt().filter(end.knownAt()::isBefore).ifPresent(later -> {
            throw new NoCourse(StreamError.IN_THE_FUTURE, "nothing is known after " + end.knownAt() + " yet");
        });
        return versions.made(end.id()).map(found -> {
            Instant made = found.orElseThrow(() -> new NoCourse(StreamError.NOT_FOUND, "no such portfolio"));
            Instant first = travel.knownAt().orElse(made);
            if (first.isBefore(made)) throw new NoCourse(StreamError.NOT_FOUND, "the portfolio was not known yet");
            return new KnowledgeCourse(
                    (after, most) -> versions.learnt(end.id(), after, end.knownAt(), most),
                    (day, at) -> valuations.value(query.at(day, at)),
                    this::books,
                    travel.asOf(),
                    end.zone(),
                    first,
                    end.knownAt());
        });
    }

    private LiveBooks books(Valued valued) {
        return LiveBooks.of(valued.books(), limits.of(valued.books()));
    }

    private static void notAfter(BooksHead today, LocalDate day) {
        if (day.isAfter(today.asOf())) {
            throw new NoCourse(StreamError.IN_THE_FUTURE, "it is " + today.asOf() + " where the portfolio is");
        }
    }

    /** What a failure of a read is to a client; itself where it may pass. */
    static Throwable refusal(Throwable failure) {
        ProblemException problem = (ProblemException) failure;
        if (problem.type() == CommonProblems.NOT_FOUND) {
            return new NoCourse(StreamError.NOT_FOUND, "no such portfolio, or not known yet then");
        }
        if (problem.errors().stream().anyMatch(each -> each.code().equals("IN_THE_FUTURE"))) {
            return new NoCourse(StreamError.IN_THE_FUTURE, "nothing is known of that instant yet");
        }
        if (problem.errors().stream().anyMatch(each -> each.code().equals("TOO_MANY"))) {
            return new NoCourse(StreamError.TOO_MUCH_HISTORY, "more transactions than a replay reads");
        }
        return failure;
    }
}
