package dev.truemark.core.explain;

import dev.truemark.core.ledger.LotEvent;

/** Takes what a derivation says of the next lot event; the lot is changed before the one after it is derived. */
@FunctionalInterface
interface Settler {
    void settle(LotEvent event, EventNodes derived);
}
