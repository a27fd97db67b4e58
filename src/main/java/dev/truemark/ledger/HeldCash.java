package dev.truemark.ledger;

import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.valuation.CashHolding;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * The cash of a portfolio.
 *
 * @param balances other than zero, by currency; none while cash is not tracked
 * @param lots     the book of each currency other than the base that ever moved
 */
public record HeldCash(boolean tracked, List<CashHolding> balances, SortedMap<String, BookResult> lots) {
    static final HeldCash NONE = new HeldCash(false, List.of(), Collections.emptySortedMap());

    public HeldCash {
        balances =
                balances.stream().filter(each -> each.balance().signum() != 0).toList();
    }
}
