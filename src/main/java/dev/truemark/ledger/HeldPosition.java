package dev.truemark.ledger;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.Holding;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A position at the end of a day.
 *
 * @param realized     gains up to then, in the currency of the position
 * @param positionDate of the newest transaction that counts
 */
public record HeldPosition(
        Holding holding,
        InstrumentLabel instrument,
        BigDecimal realized,
        BaseAmount realizedBase,
        LocalDate positionDate) {

    public String securityId() {
        return holding.securityId();
    }
}
