package dev.truemark.core.rebalance;

import dev.truemark.core.ledger.BookState;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.Lot;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.PositionLedger;
import dev.truemark.core.ledger.Terms;
import dev.truemark.core.ledger.Terms.LotChoice;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which lots a proposed sale takes and what it would realise, by the functions that book a sale. */
public final class SaleLots {
    private static final TransactionKey PROPOSED = new TransactionKey("proposal", "sale");

    private SaleLots() {}

    /**
     * A sale as it would be told.
     *
     * @param units    positive
     * @param proceeds before fees, in the currency of the position
     * @param fees     in the currency of the position
     * @param toBase   from it to the base currency
     */
    public record Sale(
            String securityId,
            String currency,
            LocalDate on,
            BigDecimal units,
            BigDecimal proceeds,
            BigDecimal fees,
            Conversion toBase) {}

    /**
     * How gains are taxed; rates are decimals.
     *
     * @param longTermDays a lot held for more days than that is taxed at the long-term rate
     */
    public record Tax(BigDecimal shortTermRate, BigDecimal longTermRate, int longTermDays) {}

    /** What is sold by {@code policy}, or, where {@code chosen} is not empty, of these lots; empty where it would be refused. */
    public static Optional<Booking> sell(List<Lot> lots, Sale sale, List<LotChoice> chosen, Policy policy) {
        Policy by = chosen.isEmpty() ? policy : policy.with(CostMethod.SPECIFIC);
        Terms terms = new Terms(Optional.empty(), Optional.empty(), "", "", chosen, List.of());
        Transaction transaction = new Transaction(
                OrderKey.dateOnly(sale.on(), TransactionType.SELL, PROPOSED),
                1,
                TransactionType.SELL,
                sale.securityId(),
                sale.currency(),
                sale.units(),
                sale.proceeds(),
                sale.fees(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                terms,
                sale.toBase());
        BookState held = new BookState(
                sale.currency(),
                lots,
                BigDecimal.ZERO,
                BaseAmount.ZERO,
                BigDecimal.ZERO,
                BaseAmount.ZERO,
                Optional.empty());
        Booking booking =
                PositionLedger.book(held, List.of(transaction), by).bookings().getFirst();
        return booking.status() == Booking.Status.REJECTED ? Optional.empty() : Optional.of(booking);
    }

    /**
     * The lots with the least tax per unit first: {@code (proceeds per unit − cost per unit) · rate} in base currency, a loss
     * being negative tax; equal ones oldest first, lots of unknown cost last.
     */
    public static List<LotChoice> leastTax(List<Lot> lots, Sale sale, Tax tax) {
        Optional<BigDecimal> unit = sale.toBase()
                .apply(sale.proceeds().subtract(sale.fees()))
                .value()
                .map(base -> Exact.divide(base, sale.units()));
        List<Lot> order = new ArrayList<>(lots);
        order.sort(Comparator.comparing(
                        (Lot lot) -> unit.flatMap(price -> taxPerUnit(lot, price, sale.on(), tax))
                                .orElse(null),
                        Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Lot::opened)
                .thenComparingInt(lot -> lot.id().ordinal()));
        List<LotChoice> chosen = new ArrayList<>();
        BigDecimal left = sale.units();
        for (Lot lot : order) {
            if (left.signum() == 0) break;
            BigDecimal taken = left.min(lot.quantity());
            chosen.add(new LotChoice(lot.id().openedBy(), taken));
            left = left.subtract(taken);
        }
        return chosen;
    }

    private static Optional<BigDecimal> taxPerUnit(Lot lot, BigDecimal price, LocalDate on, Tax tax) {
        boolean isLong = lot.opened().date().plusDays(tax.longTermDays()).isBefore(on);
        BigDecimal rate = isLong ? tax.longTermRate() : tax.shortTermRate();
        return lot.costBase()
                .value()
                .map(cost -> price.subtract(Exact.divide(cost, lot.quantity())).multiply(rate));
    }
}
