package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Policy.Oversell;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cash of a foreign currency as lots (DEFINITIONS 12 and 13).
 *
 * <p><b>Definition.</b> Money that comes in opens a lot at the rate of its day; money that goes out takes lots by the cost
 * method and realises {@code amount·F_now − amount·F_then} in base currency. An overdrawn balance is a short lot, and
 * paying it back realises likewise. A conversion sells one currency and buys the other at what was given for it. HIFO, LOFO
 * and SPECIFIC take the oldest lot, since a unit of money costs one unit of itself.
 *
 * <p><b>Unit.</b> Quantity and cost in the currency, equal to each other; costs and gains in base currency, unknown while a
 * rate is. <b>Numbers.</b> Those of {@link PositionLedger}, which books it: a currency is held like a security whose price
 * is one.
 */
public final class CashLots {
    private CashLots() {}

    /** Cash moved by the transaction that stands at {@code order}. */
    public record CashMove(OrderKey order, CashEffect effect) {}

    /** What these bookings moved. */
    public static List<CashMove> moves(List<Booking> bookings) {
        List<CashMove> moves = new ArrayList<>();
        for (Booking booking : bookings) {
            for (CashEffect effect : booking.cash())
                moves.add(new CashMove(booking.transaction().order(), effect));
        }
        return moves;
    }

    /**
     * The book of every currency other than {@code baseCurrency} that moved.
     *
     * @param moves of a whole portfolio, one per transaction and currency, in any order
     */
    public static SortedMap<String, BookResult> of(List<CashMove> moves, String baseCurrency, Policies policies) {
        SortedMap<String, List<Transaction>> runs = new TreeMap<>();
        for (CashMove move : moves) {
            String currency = move.effect().currency();
            if (currency.equals(baseCurrency)) continue;
            runs.computeIfAbsent(currency, none -> new ArrayList<>()).add(trade(move));
        }
        Policies asCash = asCash(policies);
        SortedMap<String, BookResult> books = new TreeMap<>();
        runs.forEach((currency, run) -> {
            run.sort(Comparator.comparing(Transaction::order));
            books.put(currency, PositionLedger.book(BookState.EMPTY, run, asCash));
        });
        return books;
    }

    private static Transaction trade(CashMove move) {
        CashEffect effect = move.effect();
        BigDecimal amount = effect.amount().abs();
        return new Transaction(
                move.order(),
                1,
                effect.amount().signum() > 0 ? TransactionType.BUY : TransactionType.SELL,
                effect.currency(),
                effect.currency(),
                amount,
                amount,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Terms.NONE,
                effect.toBase());
    }

    /** A currency is no security: entries of single securities are not about it. */
    private static Policies asCash(Policies policies) {
        NavigableMap<LocalDate, PolicyEntry> dated = new TreeMap<>();
        policies.dated().forEach((date, entry) -> {
            Policy held = asCash(entry.over(policies.own()));
            dated.put(date, PolicyEntry.of(date, held));
        });
        return new Policies(asCash(policies.own()), dated, Map.of());
    }

    private static Policy asCash(Policy p) {
        CostMethod method = p.costMethod() == CostMethod.LIFO || p.costMethod() == CostMethod.AVERAGE
                ? p.costMethod()
                : CostMethod.FIFO;
        return new Policy(method, Oversell.ALLOW_SHORT, p.dividendTreatment(), p.cashTracking(), p.feesInCost());
    }
}
