package dev.truemark.core.ledger;

import static dev.truemark.core.ledger.Books.lots;
import static dev.truemark.core.ledger.Books.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Policy.DividendTreatment;
import dev.truemark.core.ledger.Policy.Oversell;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies that change with the date and differ by security (DEFINITIONS 8). */
class PoliciesTest {
    private static final List<PolicyEntry> FIFO_LIFO_AVERAGE_FIFO = List.of(
            PolicyEntry.of(day("2024-02-01"), CostMethod.LIFO),
            PolicyEntry.of(day("2024-03-01"), CostMethod.AVERAGE),
            PolicyEntry.of(day("2024-04-01"), CostMethod.FIFO));

    private static final List<Transaction> YEAR = Stream.of(
                    Tx.buy("2024-01-01", "10", "100"),
                    Tx.buy("2024-01-02", "10", "200"),
                    Tx.buy("2024-01-03", "10", "300"),
                    Tx.sell("2024-01-10", "5", "150"),
                    Tx.sell("2024-02-05", "5", "150"),
                    Tx.sell("2024-03-05", "8", "200"),
                    Tx.buy("2024-03-10", "4", "140"),
                    Tx.buy("2024-04-02", "4", "100"),
                    Tx.sell("2024-04-05", "17", "500"))
            .map(Tx::now)
            .sorted(Comparator.comparing(Transaction::order))
            .toList();

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private static BookState state(Policies policies, int transactions) {
        return PositionLedger.book(BookState.EMPTY, YEAR.subList(0, transactions), policies)
                .end();
    }

    /**
     * FIFO takes 5 of the first lot for 50. LIFO takes 5 of the third for 150. The three lots left, 20 units for 400, become
     * one pool at 20: 8 cost 160. What is bought under AVERAGE joins it: 16 for 380. FIFO finds the pool as one lot, older
     * than the 4 bought since: 17 cost 380 and a quarter of 100.
     */
    @ParameterizedTest(name = "after {0} transactions: {1}, realised {2}")
    @CsvSource(delimiter = '|', textBlock = """
            4 | 5@50 10@200 10@300 | 100
            5 | 5@50 10@200 5@150  | 100
            6 | 12@240             | 140
            7 | 16@380             | 140
            8 | 16@380 4@100       | 140
            9 | 3@75               | 235
            """)
    void aMethodFindsTheLotsAsTheOneBeforeLeftThem(int transactions, String lots, String realized) {
        BookState state = state(Policies.of(Policy.DEFAULT, FIFO_LIFO_AVERAGE_FIFO), transactions);

        assertThat(lots(state)).isEqualTo(lots);
        assertThat(plain(state.realized())).isEqualTo(realized);
    }

    /** 840 came in; 50, 150, 160 and 405 went out and 75 is left. */
    @Test
    void costInIsCostOutOverEverySwitch() {
        BookResult result =
                PositionLedger.book(BookState.EMPTY, YEAR, Policies.of(Policy.DEFAULT, FIFO_LIFO_AVERAGE_FIFO));

        assertThat(result.bookings().stream().map(b -> plain(b.netCost())))
                .containsExactly("100", "200", "300", "-50", "-150", "-160", "140", "100", "-405");
        assertThat(plain(result.end().cost())).isEqualTo("75");
    }

    /** LIFO for this security alone: 5 of the third lot for 150; from February on, FIFO again: 5 of the first for 50. */
    @Test
    void anEntryThatNamesNothingEndsTheOneBefore() {
        PolicyEntry ends = new PolicyEntry(
                day("2024-02-01"),
                Optional.of("S"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Policies policies = Policies.of(
                Policy.DEFAULT,
                List.of(PolicyEntry.of(day("2024-01-05"), CostMethod.LIFO).on("S"), ends));

        assertThat(YEAR.getFirst().securityId()).isEqualTo("S");
        assertThat(lots(state(policies, 4))).isEqualTo("10@100 10@200 5@150");
        assertThat(lots(state(policies, 5))).isEqualTo("5@50 10@200 5@150");
    }

    @ParameterizedTest(name = "{1} on {0}: {2}, {3}, {4}")
    @CsvSource(delimiter = '|', textBlock = """
            2024-01-31 | S | FIFO    | REJECT      | INCOME
            2024-02-01 | S | LIFO    | REJECT      | INCOME
            2024-02-29 | T | LIFO    | REJECT      | INCOME
            2024-01-31 | T | AVERAGE | REJECT      | INCOME
            2024-03-01 | S | LIFO    | ALLOW_SHORT | INCOME
            2024-03-01 | T | HIFO    | ALLOW_SHORT | REDUCE_COST
            """)
    void aSecurityIsOverADateAndADateIsOverThePortfolio(
            String date, String security, CostMethod method, Oversell oversell, DividendTreatment dividends) {
        PolicyEntry shorts = new PolicyEntry(
                day("2024-03-01"),
                Optional.empty(),
                Optional.of(CostMethod.LIFO),
                Optional.of(Oversell.ALLOW_SHORT),
                Optional.empty(),
                Optional.empty());
        PolicyEntry trust = new PolicyEntry(
                day("2024-03-01"),
                Optional.of("T"),
                Optional.of(CostMethod.HIFO),
                Optional.empty(),
                Optional.of(DividendTreatment.REDUCE_COST),
                Optional.empty());
        PolicyEntry begins = PolicyEntry.of(PolicyEntry.BEGINNING.plusDays(1), CostMethod.AVERAGE)
                .on("T");
        PolicyEntry unnamed = new PolicyEntry(
                day("2024-02-01"),
                Optional.of("T"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Policies policies = Policies.of(
                Policy.DEFAULT,
                List.of(shorts, trust, begins, unnamed, PolicyEntry.of(day("2024-02-01"), CostMethod.LIFO)));

        Policy found = policies.at(day(date), security);

        assertThat(found.costMethod()).isEqualTo(method);
        assertThat(found.oversell()).isEqualTo(oversell);
        assertThat(found.dividendTreatment()).isEqualTo(dividends);
        assertThat(found.feesInCost()).isTrue();
    }

    @Test
    void theFirstDayOfAnotherBookingIsFoundPerSecurity() {
        Policies plain = Policies.of(Policy.DEFAULT);
        Policies dated = Policies.of(Policy.DEFAULT, FIFO_LIFO_AVERAGE_FIFO);
        Policies kept = Policies.of(
                Policy.DEFAULT,
                Stream.concat(
                                FIFO_LIFO_AVERAGE_FIFO.stream(),
                                Stream.of(PolicyEntry.of(day("2024-01-15"), CostMethod.FIFO)
                                        .on("S")))
                        .toList());

        assertThat(dated.differsFrom(plain, "S")).contains(day("2024-02-01"));
        assertThat(kept.differsFrom(plain, "S")).isEmpty();
        assertThat(kept.differsFrom(dated, "S")).contains(day("2024-02-01"));
        assertThat(kept.differsFrom(dated, "OTHER")).isEmpty();
        assertThat(plain.with(CostMethod.LIFO).differsFrom(plain, "S")).contains(PolicyEntry.BEGINNING);
        assertThat(dated.with(CostMethod.HIFO).at(day("2024-03-05"), "S").costMethod())
                .isEqualTo(CostMethod.HIFO);
    }

    @Test
    void twoEntriesOfOneDateAndSecurityAreRefused() {
        PolicyEntry one = PolicyEntry.of(day("2024-02-01"), CostMethod.LIFO);

        assertThatThrownBy(() -> Policies.of(Policy.DEFAULT, List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PolicyEntry.of(PolicyEntry.BEGINNING, CostMethod.LIFO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Policies.of(Policy.DEFAULT, List.of(one, one.on("S"))).entries())
                .containsExactly(one, one.on("S"));
    }
}
