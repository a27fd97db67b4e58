package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each security was traded at. */
final class Prices {
    private final Map<String, List<BigDecimal>> bySecurity = new HashMap<>();

    Prices(List<Booking> bookings) {
        for (Booking each : bookings) {
            Transaction t = each.transaction();
            boolean priced = t.type().isTrade() && t.gross().signum() > 0;
            if (!priced) continue;
            bySecurity
                    .computeIfAbsent(t.securityId(), any -> new ArrayList<>())
                    .add(Exact.divide(t.gross(), t.quantity()));
        }
        bySecurity.values().forEach(prices -> prices.sort(null));
    }

    /** Whether {@code gross} makes a price that is nearer to the middle of all than the booked one is, as a ratio. */
    boolean isNearer(Transaction t, BigDecimal gross) {
        List<BigDecimal> all = bySecurity.getOrDefault(t.securityId(), List.of());
        if (all.size() < 3) return false;
        BigDecimal middle = all.get(all.size() / 2);
        return apart(Exact.divide(gross, t.quantity()), middle)
                        .compareTo(apart(Exact.divide(t.gross(), t.quantity()), middle))
                < 0;
    }

    private static BigDecimal apart(BigDecimal one, BigDecimal other) {
        if (one.signum() <= 0) return BigDecimal.valueOf(Long.MAX_VALUE);
        return one.compareTo(other) > 0 ? Exact.divide(one, other) : Exact.divide(other, one);
    }
}
