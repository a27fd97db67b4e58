package dev.truemark.core.ledger;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What only some types of transaction say, as told; {@link #NONE} for the others.
 *
 * @param ratio            of a split: units after per unit before; of every other corporate action: units received per unit
 *                         held; of an amortisation: the part of the face that is repaid
 * @param costFraction     share of each lot's cost, 0 to 1, that moves to the target
 * @param targetSecurityId the security received, empty where it is the transaction's own or none
 * @param boughtCurrency   of a conversion: the currency of {@link Transaction#quantity}; empty elsewhere
 * @param chosen           the lots that a sale or delivery takes under {@code SPECIFIC}
 * @param given            the lots that a delivery brings
 * @param targetPortfolioId the portfolio of the same owner that a transfer out goes to; empty where it leaves him
 * @param foundPrice       of a transfer in that brings neither lots nor an amount: the price per unit that was found for it,
 *                         in the transaction's currency
 */
public record Terms(
        Optional<BigDecimal> ratio,
        Optional<BigDecimal> costFraction,
        String targetSecurityId,
        String boughtCurrency,
        List<LotChoice> chosen,
        List<GivenLot> given,
        String targetPortfolioId,
        Optional<BigDecimal> foundPrice) {
    public static final Terms NONE = new Terms(Optional.empty(), Optional.empty(), "", "", List.of(), List.of());

    /** @throws IllegalArgumentException if the ratio is not positive, or the fraction is not between 0 and 1 */
    public Terms {
        if (ratio.isPresent() && ratio.get().signum() <= 0) {
            throw new IllegalArgumentException("a ratio is positive: " + ratio.get());
        }
        if (costFraction.isPresent()
                && (costFraction.get().signum() < 0 || costFraction.get().compareTo(BigDecimal.ONE) > 0)) {
            throw new IllegalArgumentException("a fraction is between 0 and 1: " + costFraction.get());
        }
        chosen = List.copyOf(chosen);
        given = List.copyOf(given);
    }

    /** Of what goes to no other portfolio. */
    public Terms(
            Optional<BigDecimal> ratio,
            Optional<BigDecimal> costFraction,
            String targetSecurityId,
            String boughtCurrency,
            List<LotChoice> chosen,
            List<GivenLot> given) {
        this(ratio, costFraction, targetSecurityId, boughtCurrency, chosen, given, "");
    }

    /** Of what was not looked up. */
    public Terms(
            Optional<BigDecimal> ratio,
            Optional<BigDecimal> costFraction,
            String targetSecurityId,
            String boughtCurrency,
            List<LotChoice> chosen,
            List<GivenLot> given,
            String targetPortfolioId) {
        this(ratio, costFraction, targetSecurityId, boughtCurrency, chosen, given, targetPortfolioId, Optional.empty());
    }

    /** The same, with the price that was found for what it brings. */
    public Terms found(BigDecimal price) {
        return new Terms(
                ratio,
                costFraction,
                targetSecurityId,
                boughtCurrency,
                chosen,
                given,
                targetPortfolioId,
                Optional.of(price));
    }

    public static Terms ofRatio(BigDecimal ratio) {
        return new Terms(Optional.of(ratio), Optional.empty(), "", "", List.of(), List.of());
    }

    /**
     * Lots named by the transaction that opened them; where it opened several, the oldest of them first.
     *
     * @param quantity units to take, positive for long and short lots alike
     */
    public record LotChoice(TransactionKey openedBy, BigDecimal quantity) {
        public LotChoice {
            if (quantity.signum() <= 0) throw new IllegalArgumentException("units are positive: " + quantity);
        }
    }

    /**
     * A lot with its history, as another book held it.
     *
     * @param openedOn  trade date of the purchase; empty for the date of the delivery
     * @param cost      total, in the currency of the transaction
     * @param costBase  at the rate of {@code openedOn}; empty to convert at the transaction's rate
     * @param estimated whether {@code cost} is a market value that stood in for an unknown cost
     */
    public record GivenLot(
            Optional<LocalDate> openedOn,
            BigDecimal quantity,
            BigDecimal cost,
            Optional<BaseAmount> costBase,
            boolean estimated) {
        public GivenLot {
            if (quantity.signum() <= 0 || cost.signum() < 0) {
                throw new IllegalArgumentException("units are positive and cost is not negative: " + quantity);
            }
        }
    }
}
