package dev.truemark.core.performance;

import dev.truemark.core.ledger.Effect;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.BaseAmount;
import java.time.LocalDate;

/**
 * What a booked transaction moved, as seen from a portfolio and from a position (DEFINITIONS 15 and 18).
 *
 * @param securityId empty where it moves cash only
 * @param cash       change of cash in base currency at its booked rate; both legs of a conversion cancel, so it has none
 * @param delivered  market value in base currency of units that came in or went out without money; zero for all others
 */
public record Movement(LocalDate date, TransactionType type, String securityId, BaseAmount cash, BaseAmount delivered) {

    private Effect.Flow flow() {
        return Effect.of(type, ofSecurity()).flow();
    }

    public boolean ofSecurity() {
        return !securityId.isEmpty();
    }

    /**
     * What came from outside, positive, or went there. While cash is not tracked, what a trade or income moves comes from
     * outside and goes there, and money alone is nothing of the portfolio's. Before fees, a fee went outside instead of being
     * a loss.
     *
     * @param tracked whether the portfolio keeps its cash
     * @param net     whether fees count as a loss
     */
    public BaseAmount external(boolean tracked, boolean net) {
        if (type == TransactionType.FEE && !net) return tracked ? cash : BaseAmount.ZERO;
        BaseAmount paid = tracked ? BaseAmount.ZERO : cash.negate();
        return switch (flow()) {
            case NONE -> type == TransactionType.FX_CONVERSION ? BaseAmount.ZERO : paid;
            case IN, OUT -> tracked ? cash : BaseAmount.ZERO;
            case IN_AT_MARKET_VALUE -> delivered.plus(paid);
            case OUT_AT_MARKET_VALUE -> paid.minus(delivered);
        };
    }

    /** What came into the position, positive, or left it: purchases, sales, income and charges of the security, deliveries. */
    public BaseAmount intoPosition(boolean net) {
        if (!ofSecurity() || type == TransactionType.FEE && !net) return BaseAmount.ZERO;
        return switch (flow()) {
            case NONE -> cash.negate();
            case IN, OUT -> BaseAmount.ZERO;
            case IN_AT_MARKET_VALUE -> delivered.minus(cash);
            case OUT_AT_MARKET_VALUE -> cash.negate().minus(delivered);
        };
    }
}
