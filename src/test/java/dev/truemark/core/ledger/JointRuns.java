package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Policy.CashTracking;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Policy.DividendTreatment;
import dev.truemark.core.ledger.Policy.Oversell;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Any policies, and any run over three securities with every type of corporate action between them. */
class JointRuns extends DomainContextBase {
    private static final LocalDate FIRST_DAY = LocalDate.parse("2024-01-01");
    private static final List<String> SECURITIES = List.of("A", "B", "C");

    /** Transactions in their order, whose rates are all known. */
    record Joint(List<Transaction> transactions) {
        SortedMap<String, BookResult> book(Policies policies) {
            return PositionLedger.bookAll(Map.of(), transactions, policies);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            transactions.forEach(t -> text.append("\n  ").append(t));
            return text.toString();
        }
    }

    @Provide
    Arbitrary<Policies> policies() {
        Arbitrary<CostMethod> methods = Arbitraries.of(CostMethod.class);
        return Combinators.combine(
                        methods, methods, Arbitraries.of(Oversell.class), Arbitraries.of(DividendTreatment.class))
                .as((first, then, oversell, dividends) -> Policies.of(
                        new Policy(first, oversell, dividends, CashTracking.TRACKED, true),
                        List.of(PolicyEntry.of(FIRST_DAY.plusDays(5), then))));
    }

    @Provide
    Arbitrary<Joint> runs() {
        return sketches()
                .withoutEdgeCases()
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .withoutEdgeCases()
                .map(sketches -> new Joint(transactions(sketches)));
    }

    /** A transaction before it has an id. */
    private record Sketch(
            TransactionType type, int day, int security, int other, String units, String gross, int kind) {}

    private static Arbitrary<Sketch> sketches() {
        Arbitrary<TransactionType> types = Arbitraries.frequency(
                Tuple.of(12, TransactionType.BUY),
                Tuple.of(5, TransactionType.SELL),
                Tuple.of(1, TransactionType.SELL_SHORT),
                Tuple.of(1, TransactionType.DIVIDEND),
                Tuple.of(1, TransactionType.RETURN_OF_CAPITAL),
                Tuple.of(1, TransactionType.SPLIT),
                Tuple.of(2, TransactionType.STOCK_DIVIDEND),
                Tuple.of(3, TransactionType.SPIN_OFF),
                Tuple.of(3, TransactionType.MERGER),
                Tuple.of(2, TransactionType.RIGHTS_ISSUE),
                Tuple.of(1, TransactionType.REDEMPTION),
                Tuple.of(1, TransactionType.AMORTIZATION),
                Tuple.of(1, TransactionType.TRANSFER_IN),
                Tuple.of(1, TransactionType.TRANSFER_OUT),
                Tuple.of(1, TransactionType.ADJUSTMENT));
        Arbitrary<Integer> three = Arbitraries.integers().between(0, 2);
        return Combinators.combine(
                        types,
                        Arbitraries.integers().between(0, 9),
                        three,
                        three,
                        decimals("0.01", "20", 2),
                        decimals("0", "1000", 2),
                        Arbitraries.integers().between(0, 3))
                .as(Sketch::new);
    }

    private static Arbitrary<String> decimals(String min, String max, int scale) {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal(min), new BigDecimal(max))
                .ofScale(scale)
                .map(BigDecimal::toPlainString);
    }

    private static List<Transaction> transactions(List<Sketch> sketches) {
        List<Transaction> transactions = new ArrayList<>();
        for (Sketch s : sketches) {
            Tx tx = Tx.trade(FIRST_DAY.plusDays(s.day).toString(), s.type, s.units, s.gross)
                    .id("t" + transactions.size())
                    .security(SECURITIES.get(s.security))
                    .at(Conversion.direct(new BigDecimal("1." + (s.day + 1))));
            transactions.add(told(tx, s).now());
        }
        transactions.sort(Comparator.comparing(Transaction::order));
        return transactions;
    }

    private static Tx told(Tx tx, Sketch s) {
        boolean cash = s.kind == 0;
        return switch (s.type) {
            case SPLIT -> tx.ratio(s.units).units("0").gross(cash ? s.gross : "0");
            case STOCK_DIVIDEND -> into(tx, s).ratio(s.units).units("0").gross(cash ? s.gross : "0");
            case SPIN_OFF ->
                into(tx, s).fraction("0.37").ratio("0.3").units("0").gross(cash ? s.gross : "0");
            case MERGER ->
                switch (s.kind) {
                    case 0 -> tx.units("0");
                    case 1 -> into(tx, s).ratio("0.7").units("0").fraction("0.6");
                    case 2 -> into(tx, s).ratio("0.7").units(s.units);
                    default -> into(tx, s).ratio("1.3").units("0").gross("0");
                };
            case RIGHTS_ISSUE -> cash ? tx : into(tx, s).fraction("0.1").gross("0");
            case AMORTIZATION -> tx.ratio("0.25").units("0");
            case TRANSFER_IN -> cash ? tx : tx.with("2020-01-0" + (1 + s.day % 9), s.units, s.gross);
            case ADJUSTMENT ->
                switch (s.kind) {
                    case 0 -> tx;
                    case 1 -> tx.units("-" + s.units).gross("0");
                    default -> tx.units("0").gross("-" + s.gross);
                };
            default -> tx;
        };
    }

    private static Tx into(Tx tx, Sketch s) {
        return s.other == s.security ? tx : tx.into(SECURITIES.get(s.other));
    }
}
