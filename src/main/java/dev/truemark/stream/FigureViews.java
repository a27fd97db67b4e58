package dev.truemark.stream;

import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.valuation.Basis;

/** Figures as JSON, in the shapes of {@code GET /portfolios/{id}/valuation}. */
interface FigureViews {
    String position(LiveBooks books, PortfolioValue whole, PositionValue position);

    String cash(PortfolioValue whole, CashValue cash);

    /** The totals alone, an object. */
    String totals(PortfolioValue whole);

    String basis(Basis basis);

    /** A whole answer of the valuation. */
    String valuation(LiveBooks books, PortfolioValue whole, Basis basis);

    /** The same of some positions only; without a hash, since none covers a part. */
    String part(LiveBooks books, PortfolioValue some, Basis basis);
}
