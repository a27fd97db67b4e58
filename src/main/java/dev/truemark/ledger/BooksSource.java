package dev.truemark.ledger;

import dev.truemark.core.ledger.CashLots;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Sorting;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Where the books of one version of one portfolio are read: the derived rows when they are of that version, or else the
 * facts known then, folded again. Both give the same, in the same order; everything is as of the date of the head.
 */
interface BooksSource {
    boolean cashTracked();

    /** By security id. */
    Uni<List<HeldPosition>> positions();

    /** By currency, whether cash is tracked or not. */
    Uni<List<CashHolding>> cash();

    /** Moves of other currencies than the portfolio's base, in any order, whether cash is tracked or not. */
    Uni<List<CashLots.CashMove>> cashMoves();

    /** By security, then in order of opening. */
    Uni<List<HeldLot>> lots(BooksFilter filter);

    Uni<Page<RealizedGain>> gains(BooksFilter filter, Sorting.Order<RealizedGain> order, PageRequest page);

    /** By date. */
    Uni<List<PositionDay>> history(String securityId, BooksFilter filter);

    /** By security, then by date: of all securities. */
    Uni<List<PositionDay>> histories();

    /** By date, whether cash is tracked or not. */
    Uni<List<CashDay>> cashDays();

    Uni<Page<BookedTransaction>> transactions(
            BooksFilter filter, Sorting.Order<BookedTransaction> order, PageRequest page);
}
