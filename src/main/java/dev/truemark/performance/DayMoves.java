package dev.truemark.performance;

import dev.truemark.core.bond.FaceValue;
import dev.truemark.core.day.CashParts;
import dev.truemark.core.day.DayMove;
import dev.truemark.core.ledger.Effect;
import dev.truemark.core.market.Price;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.Movement;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.valuation.ValuedDay;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Transactions of one day as its figures take them, moved as the daily history moves them. */
final class DayMoves {
    private DayMoves() {}

    static List<DayMove> of(List<BookedTransaction> booked, ValuedDay evening, ValuedDay now, String base) {
        DayReader reader = new DayReader(Map.of(now.date(), booked), base, List.of());
        reader.apply(evening);
        List<Movement> movements =
                reader.apply(now).at(FlowTiming.IN_START_OUT_END).movements();
        List<DayMove> moves = new ArrayList<>(booked.size());
        for (int n = 0; n < booked.size(); n++) {
            BookedTransaction each = booked.get(n);
            moves.add(new DayMove(
                    movements.get(n),
                    each.currency(),
                    parts(each),
                    Optional.ofNullable(each.fxRate()),
                    delivered(each, evening, now)));
        }
        return moves;
    }

    private static CashParts parts(BookedTransaction t) {
        return CashParts.of(
                t.type(),
                t.securityId() != null,
                zeroIfNone(t.cashAmount()),
                new CashParts.Charges(zeroIfNone(t.fees()), zeroIfNone(t.taxes()), zeroIfNone(t.withholdingTax())));
    }

    private static BigDecimal zeroIfNone(BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static Optional<DayMove.Delivered> delivered(BookedTransaction t, ValuedDay evening, ValuedDay now) {
        if (!DayReader.delivers(t)) return Optional.empty();
        boolean out = isOut(t);
        DayMove.Delivered in = isTold(t)
                ? new DayMove.Delivered(t.currency(), BaseAmount.of(t.gross()))
                : units(t, out ? now : evening);
        return Optional.of(
                out ? new DayMove.Delivered(in.currency(), in.amount().negate()) : in);
    }

    /** Whether units leave, which is at the prices of their own day. */
    static boolean isOut(BookedTransaction t) {
        return Effect.of(t.type(), t.securityId() != null).flow() == Effect.Flow.OUT_AT_MARKET_VALUE;
    }

    /** Whether the market value of units was told. */
    static boolean isTold(BookedTransaction t) {
        return t.gross() != null && t.gross().signum() != 0;
    }

    private static DayMove.Delivered units(BookedTransaction t, ValuedDay at) {
        Optional<Price> price = at.prices().priceOf(t.securityId());
        BaseAmount worth = price.filter(known -> t.quantity() != null)
                .flatMap(known -> FaceValue.perUnit(known.quotation(), known.price(), at.date()))
                .map(unit -> BaseAmount.of(t.quantity().multiply(unit)))
                .orElse(BaseAmount.UNKNOWN);
        return new DayMove.Delivered(price.map(Price::currency).orElse(t.currency()), worth);
    }
}
