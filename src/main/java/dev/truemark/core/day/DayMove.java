package dev.truemark.core.day;

import dev.truemark.core.ledger.Effect;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.Movement;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A transaction of the day.
 *
 * @param movement  what it moved, in base currency at its booked rate
 * @param currency  of {@code parts}
 * @param rate      base currency per unit of it, as booked; empty while unknown
 * @param delivered units that came in or went out without money; empty of anything else
 */
public record DayMove(
        Movement movement, String currency, CashParts parts, Optional<BigDecimal> rate, Optional<Delivered> delivered) {

    /**
     * The market value of units that came in, positive, or went out.
     *
     * @param currency of the price, or of the value that was told
     */
    public record Delivered(String currency, BaseAmount amount) {}

    /** A booked amount in base currency; zero needs no rate. */
    BaseAmount inBase(BigDecimal amount) {
        if (amount.signum() == 0) return BaseAmount.ZERO;
        return rate.map(known -> BaseAmount.of(amount.multiply(known))).orElse(BaseAmount.UNKNOWN);
    }

    boolean isConversion() {
        return movement.type() == TransactionType.FX_CONVERSION;
    }

    /** Whether money alone came from outside or went there. */
    boolean isMoneyOverTheBorder() {
        Effect.Flow flow = Effect.of(movement.type(), movement.ofSecurity()).flow();
        return flow == Effect.Flow.IN || flow == Effect.Flow.OUT;
    }

    /** What was put into the position or taken from it, at the booked rate. */
    BaseAmount principal() {
        return movement.intoPosition(true)
                .plus(inBase(parts.income()))
                .plus(inBase(parts.fees()))
                .plus(inBase(parts.taxes()));
    }

    /** The same at the rates of {@code now}. */
    BaseAmount principalAt(RateBook now, String base) {
        return delivered
                .map(units -> converted(units.amount(), units.currency(), now, base))
                .orElseGet(() -> converted(BaseAmount.of(parts.principal().negate()), currency, now, base));
    }

    /** Zero needs no rate. */
    static BaseAmount converted(BaseAmount amount, String currency, RateBook rates, String base) {
        return amount.value()
                .map(known -> known.signum() == 0
                        ? BaseAmount.ZERO
                        : rates.rate(currency, base).conversion().apply(known))
                .orElse(BaseAmount.UNKNOWN);
    }
}
