package dev.truemark.stream;

import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;

/** Figures as JSON, in the shapes of {@code GET /portfolios/{id}/valuation}. */
interface FigureViews {
    String position(LiveBooks books, PortfolioValue whole, PositionValue position);

    String cash(CashValue cash);

    /** The totals alone, an object. */
    String totals(PortfolioValue whole);

    String basis(Basis basis);

    /** @param stateHash null on a filtered subscription */
    String valuation(LiveBooks books, PortfolioValue whole, Basis basis, String stateHash);
}
