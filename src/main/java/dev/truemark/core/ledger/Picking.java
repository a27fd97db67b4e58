package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Terms.LotChoice;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which lots give the units that leave a book: those that the transaction names under {@code SPECIFIC}, else by method. */
final class Picking {
    private Picking() {}

    /** The lots that {@code t} may choose under {@code policy}. */
    static List<LotChoice> choices(Transaction t, Policy policy) {
        return policy.costMethod() == CostMethod.SPECIFIC ? t.terms().chosen() : List.of();
    }

    /** Why {@code chosen} cannot give {@code units}; empty where nothing is chosen. */
    static Optional<Reason> refusal(OpenLots lots, List<LotChoice> chosen, BigDecimal units) {
        if (chosen.isEmpty()) return Optional.empty();
        Map<TransactionKey, BigDecimal> wanted = new LinkedHashMap<>();
        for (LotChoice each : chosen) wanted.merge(each.openedBy(), each.quantity(), BigDecimal::add);
        BigDecimal sum = wanted.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(units.abs()) != 0) return Optional.of(Reason.LOTS_MISMATCH);
        for (Map.Entry<TransactionKey, BigDecimal> each : wanted.entrySet()) {
            BigDecimal open = lots.openedBy(each.getKey()).stream()
                    .map(lot -> lot.quantity().abs())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (each.getValue().compareTo(open) > 0) return Optional.of(Reason.LOT_NOT_OPEN);
        }
        return Optional.empty();
    }

    /**
     * Takes units lot by lot until none are wanted or nothing is open on the other side.
     *
     * @param units change of the position: negative takes long lots, positive short ones
     * @return what no lot could give
     */
    static BigDecimal take(OpenLots lots, List<LotChoice> chosen, BigDecimal units, Taker taker) {
        BigDecimal left = units;
        for (LotChoice choice : chosen) {
            BigDecimal wanted = units.signum() < 0 ? choice.quantity().negate() : choice.quantity();
            for (OpenLot lot : lots.openedBy(choice.openedBy())) {
                if (wanted.signum() == 0) break;
                BigDecimal slice = slice(wanted, lot.quantity());
                taker.take(lot, slice);
                wanted = wanted.subtract(slice);
                left = left.subtract(slice);
            }
        }
        while (left.signum() != 0 && closes(lots, left)) {
            OpenLot lot = lots.next();
            BigDecimal slice = slice(left, lot.quantity());
            taker.take(lot, slice);
            left = left.subtract(slice);
        }
        return left;
    }

    private static boolean closes(OpenLots lots, BigDecimal units) {
        return !lots.isEmpty() && lots.quantity().signum() != units.signum();
    }

    /** As much of {@code units} as the lot has, with the sign of {@code units}. */
    private static BigDecimal slice(BigDecimal units, BigDecimal held) {
        return units.abs().compareTo(held.abs()) <= 0 ? units : held.negate();
    }

    /** Changes a lot by {@code units}, which have the other sign. */
    interface Taker {
        void take(OpenLot lot, BigDecimal units);
    }
}
