package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Policy.CashTracking;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Policy.DividendTreatment;
import dev.truemark.core.ledger.Policy.Oversell;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Books for tests, and what is in them as plain text. */
final class Books {
    static final Policy ALLOW_SHORT =
            new Policy(CostMethod.FIFO, Oversell.ALLOW_SHORT, DividendTreatment.INCOME, CashTracking.AUTO, true);
    static final Policy REDUCE_COST =
            new Policy(CostMethod.FIFO, Oversell.REJECT, DividendTreatment.REDUCE_COST, CashTracking.AUTO, true);
    static final Policy FEES_APART =
            new Policy(CostMethod.FIFO, Oversell.REJECT, DividendTreatment.INCOME, CashTracking.AUTO, false);

    private Books() {}

    static Policy by(CostMethod method) {
        return new Policy(method, Oversell.REJECT, DividendTreatment.INCOME, CashTracking.AUTO, true);
    }

    static BookResult book(Policy policy, Tx... transactions) {
        List<Transaction> run = Stream.of(transactions)
                .map(Tx::now)
                .sorted(Comparator.comparing(Transaction::order))
                .toList();
        return PositionLedger.book(BookState.EMPTY, run, policy);
    }

    /** Books of several securities that corporate actions join. */
    static SortedMap<String, BookResult> bookAll(Policy policy, Tx... transactions) {
        List<Transaction> run = Stream.of(transactions)
                .map(Tx::now)
                .sorted(Comparator.comparing(Transaction::order))
                .toList();
        return PositionLedger.bookAll(Map.of(), run, policies(policy));
    }

    static Policies policies(Policy policy) {
        return Policies.of(policy);
    }

    static Booking last(BookResult result) {
        return result.bookings().getLast();
    }

    /** Each lot as {@code quantity@cost}, in order of opening. */
    static String lots(BookState state) {
        return state.lots().stream()
                .map(lot -> plain(lot.quantity()) + "@" + plain(lot.cost()))
                .collect(Collectors.joining(" "));
    }

    /** Each event as {@code KIND quantity cost proceeds realized}. */
    static List<String> events(Booking booking) {
        return booking.lotEvents().stream()
                .map(e -> e.kind() + " " + plain(e.quantity()) + " " + plain(e.cost()) + " " + plain(e.proceeds()) + " "
                        + plain(e.realized()))
                .toList();
    }

    static String plain(BigDecimal value) {
        return Exact.plain(value);
    }

    static String plain(BaseAmount amount) {
        return amount.value().map(Exact::plain).orElse("unknown");
    }

    static String cash(Booking booking) {
        return booking.cash().stream()
                .map(c -> plain(c.amount()) + " " + c.currency())
                .collect(Collectors.joining(" "));
    }
}
