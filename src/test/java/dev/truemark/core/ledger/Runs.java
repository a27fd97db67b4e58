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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Any policy, and any run of transactions of one security, sorted, over a few days so that many share one. */
class Runs extends DomainContextBase {
    private static final LocalDate FIRST_DAY = LocalDate.parse("2024-01-01");

    /** Transactions in their order, whose rates are all known. */
    record Run(List<Transaction> transactions) {
        BookResult book(Policy policy) {
            return PositionLedger.book(BookState.EMPTY, transactions, policy);
        }

        BookResult book(Policies policies) {
            return PositionLedger.book(BookState.EMPTY, transactions, policies);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            transactions.forEach(t -> text.append("\n  ").append(t));
            return text.toString();
        }
    }

    @Provide
    Arbitrary<Policy> policies() {
        return Combinators.combine(
                        Arbitraries.of(CostMethod.class),
                        Arbitraries.of(Oversell.class),
                        Arbitraries.of(DividendTreatment.class))
                .as((method, oversell, dividends) ->
                        new Policy(method, oversell, dividends, CashTracking.TRACKED, true));
    }

    /** Of up to four entries within the days of the runs, of the portfolio and of the runs' security. */
    @Provide
    Arbitrary<Policies> datedPolicies() {
        Arbitrary<PolicyEntry> entries = Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        policies(),
                        Arbitraries.integers().between(0, 3))
                .as((day, policy, kind) -> switch (kind) {
                    case 0 -> PolicyEntry.of(FIRST_DAY.plusDays(day), policy);
                    case 1 -> PolicyEntry.of(FIRST_DAY.plusDays(day), policy).on("S");
                    case 2 ->
                        PolicyEntry.of(FIRST_DAY.plusDays(day), policy.costMethod())
                                .on("SECOND");
                    default -> PolicyEntry.of(FIRST_DAY.plusDays(day), policy.costMethod());
                });
        Arbitrary<List<PolicyEntry>> some =
                entries.list().ofMaxSize(4).uniqueElements(entry -> List.of(entry.effectiveFrom(), entry.securityId()));
        return Combinators.combine(policies(), some).as(Policies::of);
    }

    @Provide
    Arbitrary<Run> runs() {
        return sketches()
                .withoutEdgeCases()
                .list()
                .ofMinSize(1)
                .ofMaxSize(30)
                .withoutEdgeCases()
                .map(sketches -> new Run(transactions(sketches)));
    }

    /** A transaction before it has an id. */
    private record Sketch(
            TransactionType type, int day, String units, String gross, String charge, Conversion toBase) {}

    private static Arbitrary<Sketch> sketches() {
        Arbitrary<TransactionType> types = Arbitraries.frequency(
                Tuple.of(8, TransactionType.BUY),
                Tuple.of(6, TransactionType.SELL),
                Tuple.of(1, TransactionType.SELL_SHORT),
                Tuple.of(1, TransactionType.BUY_TO_COVER),
                Tuple.of(2, TransactionType.DIVIDEND),
                Tuple.of(1, TransactionType.RETURN_OF_CAPITAL),
                Tuple.of(1, TransactionType.INTEREST),
                Tuple.of(1, TransactionType.FEE),
                Tuple.of(1, TransactionType.SPLIT),
                Tuple.of(1, TransactionType.MERGER));
        return Combinators.combine(
                        types,
                        Arbitraries.integers().between(0, 9),
                        decimals("0.001", "20", 3),
                        decimals("0", "1000", 2),
                        decimals("0", "3", 2),
                        rates())
                .as(Sketch::new);
    }

    private static Arbitrary<String> decimals(String min, String max, int scale) {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal(min), new BigDecimal(max))
                .ofScale(scale)
                .map(BigDecimal::toPlainString);
    }

    private static Arbitrary<Conversion> rates() {
        Arbitrary<BigDecimal> quotes = decimals("0.01", "9", 4).map(BigDecimal::new);
        return Arbitraries.oneOf(quotes.map(Conversion::direct), quotes.map(Conversion::inverse));
    }

    private static List<Transaction> transactions(List<Sketch> sketches) {
        List<Transaction> transactions = new ArrayList<>();
        for (Sketch s : sketches) {
            Tx tx = Tx.trade(FIRST_DAY.plusDays(s.day).toString(), s.type, s.units, s.gross)
                    .id("t" + transactions.size())
                    .fees(s.charge)
                    .at(s.toBase);
            boolean split = s.type == TransactionType.SPLIT;
            transactions.add((split ? tx.ratio(s.units).gross("0").fees("0") : tx.accrued(s.charge)).now());
        }
        transactions.sort(Comparator.comparing(Transaction::order));
        return transactions;
    }
}
