package dev.truemark.portfolio;

import dev.truemark.ledger.BooksQuery;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Parameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The two dates of every read of a portfolio (DEFINITIONS 6); a resource takes them as a {@code @BeanParam}. */
public class BooksParameters {
    @RestQuery("as_of")
    @Parameter(description = "End of this day in the portfolio's time zone; today, which means now, unless given.")
    public String asOf;

    @RestQuery("known_at")
    @Parameter(
            description = "What was known at this instant; the newest unless given. After the newest stamp it is 422, "
                    + "before the portfolio was made 404. On the day of this instant what is valued is valued at it, on any "
                    + "other day at the end of the day, so that the answer is the same whenever it is asked for.")
    public String knownAt;

    /** @throws ProblemException 400 for what is no date or no instant */
    public BooksQuery query(UUID owner, String portfolio) {
        if (portfolio.indexOf('\0') >= 0) throw ProblemException.notFound("There is no such portfolio.");
        Optional<LocalDate> date = Parameters.date("as_of", asOf);
        Optional<Instant> instant = Parameters.instant("known_at", knownAt);
        return new BooksQuery(owner, portfolio, date, instant);
    }

    /**
     * The same, of the state that the first page was of. Its cursor holds the dates, so that a page has the same cursor
     * whether they were asked for or answered.
     *
     * @throws ProblemException 400 also for dates that are not the cursor's
     */
    public BooksQuery query(UUID owner, String portfolio, PageRequest page) {
        BooksQuery given = query(owner, portfolio);
        if (page.pinned().isEmpty()) return given;
        PageRequest.Pin pin = page.pinned().get();
        boolean same = given.asOf().filter(date -> !date.equals(pin.asOf())).isEmpty()
                && given.knownAt()
                        .filter(at -> !at.truncatedTo(ChronoUnit.MICROS).equals(pin.knownAt()))
                        .isEmpty();
        if (!same) throw PageRequest.badCursor();
        return given.at(pin.asOf(), pin.knownAt());
    }
}
