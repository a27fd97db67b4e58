package dev.truemark.stream;

import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.day.OpenedDay;
import dev.truemark.performance.DayMarket;
import dev.truemark.valuation.Basis;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Where the hub gets the days of portfolios. Nothing here runs on the thread that asks. */
interface DaySource {
    /** With what the present day of a portfolio began, as known now. */
    Uni<OpenedDay> open(PortfolioKey key);

    /**
     * What became known of days before that of {@code day}.
     *
     * @param since up to which stamp that is known already
     */
    Uni<News> news(PortfolioKey key, OpenedDay day, Instant since);

    /**
     * @param until    the newest stamp that was seen
     * @param ofBefore whether a price, a rate or an instrument became known that a day before this one may rest on
     */
    record News(Instant until, boolean ofBefore) {}

    /** The answer of {@code GET /portfolios/{id}/day} at {@code basis}, as JSON. */
    Uni<String> view(OpenedDay day, PortfolioValue value, DayMarket market, Basis basis);
}
