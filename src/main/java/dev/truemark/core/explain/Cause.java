package dev.truemark.core.explain;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One reason for a change of a figure.
 *
 * @param facts  that became known, or known otherwise; several only of a {@link Kind#JOINT} cause or a policy
 * @param before the figure with everything that was replaced earlier
 * @param after  the same with these facts replaced too
 */
public record Cause(Kind kind, List<ChangedFact> facts, BaseAmount before, BaseAmount after) {
    public Cause {
        facts = List.copyOf(facts);
    }

    /** {@code after − before}; unknown where one of them is. */
    public BaseAmount delta() {
        return after.minus(before);
    }

    /** What kind of fact it was. */
    public enum Kind {
        /** A transaction that was not known before. */
        LATE_TRADE,
        /** Another revision of a transaction. */
        CORRECTION,
        /** A transaction that was taken back. */
        REVERSAL,
        POLICY,
        /** A symbol came to mean another security. */
        INSTRUMENT,
        /** The rate of a booking, or that of the valuation. */
        RATE,
        /** The price of a valuation, or that by which a booking found a cost. */
        PRICE,
        /** Several facts together: between them the figure is unknown, so what each of them did is not defined. */
        JOINT
    }

    /** A fact as it became known, and as it was believed before. */
    public sealed interface ChangedFact {
        /** @param formerRevision the one believed before; empty where none was */
        record OfTransaction(
                Kind kind,
                TransactionKey transaction,
                Optional<Integer> formerRevision,
                int revision,
                Instant recordedAt)
                implements ChangedFact {}

        record OfBookingRate(TransactionKey transaction, int revision, Conversion former, Conversion now)
                implements ChangedFact {}

        /** The price that stands in for the cost of units that came without one. */
        record OfBookingPrice(
                TransactionKey transaction, int revision, Optional<BigDecimal> former, Optional<BigDecimal> now)
                implements ChangedFact {}

        record OfInstrument(TransactionKey transaction, int revision, String former, String now)
                implements ChangedFact {}

        /**
         * A setting of the policies, where it holds otherwise.
         *
         * @param from       first trade date; empty where it is the whole history
         * @param securityId of the security where it alone is booked so
         */
        record OfPolicy(String policy, String former, String now, Optional<LocalDate> from, Optional<String> securityId)
                implements ChangedFact {}

        record OfPrice(String securityId, Optional<Price> former, Optional<Price> now) implements ChangedFact {
            /** By other terms of the instrument the same price is one of something else. */
            public Kind kind() {
                boolean same = former.isPresent()
                        && former.map(price ->
                                        price.as(now.map(Price::quotation).orElse(price.quotation())))
                                .equals(now);
                return same ? Kind.INSTRUMENT : Kind.PRICE;
            }
        }

        record OfRate(String from, String to, Rate former, Rate now) implements ChangedFact {}
    }
}
