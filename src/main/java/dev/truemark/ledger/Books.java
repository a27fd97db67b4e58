package dev.truemark.ledger;

import dev.truemark.core.ledger.Policy;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.StateHash;
import java.util.List;

/**
 * What a portfolio holds.
 *
 * @param positions   by security id, closed ones (without units) included
 * @param cash        balances other than zero, by currency; none while cash is not tracked
 * @param cashTracked whether cash is kept, or each trade's cash taken as an external flow
 */
public record Books(BooksHead head, List<HeldPosition> positions, List<CashHolding> cash, boolean cashTracked) {
    public Books {
        positions = List.copyOf(positions);
        cash = cash.stream().filter(each -> each.balance().signum() != 0).toList();
    }

    /** {@code TRACKED} or {@code IMPLIED}, never {@code AUTO}. */
    public Policy.CashTracking cashTracking() {
        return cashTracked ? Policy.CashTracking.TRACKED : Policy.CashTracking.IMPLIED;
    }

    /** The positions that have units. */
    public List<HeldPosition> open() {
        return positions.stream().filter(each -> each.holding().isOpen()).toList();
    }

    public List<Holding> holdings() {
        return open().stream().map(HeldPosition::holding).toList();
    }

    /** See {@link StateHash}. */
    public String booksHash() {
        return StateHash.ofBooks(holdings(), cash);
    }
}
