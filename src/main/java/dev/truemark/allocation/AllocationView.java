package dev.truemark.allocation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import dev.truemark.valuation.Valued;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a portfolio is spread.
 *
 * @param missing what has no value and leaves the total unknown
 */
public record AllocationView(
        @JsonUnwrapped BooksStamp books,
        @JsonUnwrapped AllocationFigures figures,
        List<MissingView> missing,
        Quality quality) {

    /**
     * A position, or cash, that has no value.
     *
     * @param needs the security whose price is missing, the pairs of currencies whose rates are
     */
    public record MissingView(String securityId, String currency, BigDecimal quantity, List<String> needs) {}

    static AllocationView of(Valued valued, AllocationFigures figures, String engine) {
        BooksHead head = valued.books().head();
        return new AllocationView(
                BooksStamp.of(head, engine),
                figures,
                missing(valued.value()),
                valued.value().quality());
    }

    private static List<MissingView> missing(PortfolioValue value) {
        return Stream.concat(
                        value.positions().stream()
                                .filter(each -> !each.marketValueBase().isKnown())
                                .map(AllocationView::missing),
                        value.cash().stream()
                                .filter(each -> !each.balanceBase().isKnown())
                                .map(AllocationView::missing))
                .toList();
    }

    private static MissingView missing(PositionValue position) {
        return new MissingView(
                position.holding().securityId(),
                position.holding().currency(),
                position.holding().quantity(),
                position.quality().missing());
    }

    private static MissingView missing(CashValue cash) {
        return new MissingView(
                null,
                cash.cash().currency(),
                cash.cash().balance(),
                cash.quality().missing());
    }
}
