package dev.truemark.core.ledger;

import static dev.truemark.core.ledger.Books.events;
import static dev.truemark.core.ledger.Books.lots;
import static dev.truemark.core.ledger.Books.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.LotEvent.Kind;
import dev.truemark.core.ledger.Policy.CostMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which lots a sale takes and what they cost (DEFINITIONS 7 and 8). */
class CostMethodTest {

    /** Lots of 10 units at 12, 15 and 9 each; 15 are sold for 300. */
    @ParameterizedTest(name = "{0} releases {1} and leaves {2}")
    @CsvSource(delimiter = '|', textBlock = """
            FIFO     | 195 | 5@75 10@90
            LIFO     | 165 | 10@120 5@75
            HIFO     | 210 | 5@60 10@90
            LOFO     | 150 | 5@60 10@150
            SPECIFIC | 195 | 5@75 10@90
            AVERAGE  | 180 | 15@180
            """)
    void aSaleTakesTheLotsThatItsMethodNames(CostMethod method, String released, String left) {
        BookResult result = Books.book(
                Books.by(method),
                Tx.buy("2024-01-01", "10", "120"),
                Tx.buy("2024-01-02", "10", "150"),
                Tx.buy("2024-01-03", "10", "90"),
                Tx.sell("2024-01-04", "15", "300"));

        Booking sale = Books.last(result);
        assertThat(plain(sale.netCost().negate())).isEqualTo(released);
        assertThat(sale.realized()).isEqualByComparingTo(sale.proceeds().add(sale.netCost()));
        assertThat(lots(result.end())).isEqualTo(left);
    }

    @ParameterizedTest
    @EnumSource(
            value = CostMethod.class,
            names = {"HIFO", "LOFO"})
    void lotsOfEqualUnitCostAreTakenOldestFirst(CostMethod method) {
        BookResult result = Books.book(
                Books.by(method),
                Tx.buy("2024-01-01", "10", "100"),
                Tx.buy("2024-01-02", "20", "200"),
                Tx.sell("2024-01-03", "10", "150"));

        assertThat(lots(result.end())).isEqualTo("20@200");
    }

    @Test
    void averageKeepsOnePoolOpenedByTheFirstBuy() {
        BookResult result = Books.book(
                Books.by(CostMethod.AVERAGE),
                Tx.buy("2024-01-01", "1", "10").id("first"),
                Tx.buy("2024-01-02", "2", "11").id("second"),
                Tx.sell("2024-01-03", "1", "8"),
                Tx.sell("2024-01-04", "1", "8"),
                Tx.sell("2024-01-05", "1", "8"),
                Tx.buy("2024-01-06", "1", "5").id("again"));

        assertThat(result.bookings().stream()
                        .flatMap(b -> b.lotEvents().stream())
                        .map(LotEvent::kind))
                .containsExactly(Kind.OPEN, Kind.ADD, Kind.DISPOSE, Kind.DISPOSE, Kind.DISPOSE, Kind.OPEN);
        assertThat(result.bookings().subList(0, 5).stream()
                        .flatMap(b -> b.lotEvents().stream())
                        .map(e -> e.lot().openedBy().transactionId()))
                .containsOnly("first");
        // 21 over 3 units is 7 each; the pool is closed with nothing left over
        assertThat(plain(result.end().realized())).isEqualTo("3");
        assertThat(result.end().lots().getFirst().id().openedBy().transactionId())
                .isEqualTo("again");
    }

    @Test
    void slicesThatDoNotDivideEvenlyStillAddUp() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "3", "10"),
                Tx.sell("2024-01-02", "1", "4"),
                Tx.sell("2024-01-03", "1", "4"),
                Tx.sell("2024-01-04", "1", "4"));

        // 10/3 HALF_EVEN at 18 decimals, then half of what is left, then what is left
        assertThat(result.bookings().stream().skip(1).map(b -> plain(b.netCost())))
                .containsExactly("-3.333333333333333333", "-3.333333333333333334", "-3.333333333333333333");
        assertThat(plain(result.end().realized())).isEqualTo("2");
        assertThat(result.end().cost()).isZero();
    }

    @Test
    void proceedsAreGivenOutByUnitsAndTheLastSliceTakesWhatIsLeft() {
        Booking sale = Books.last(Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "1", "10"),
                Tx.buy("2024-01-02", "1", "20"),
                Tx.buy("2024-01-03", "5", "150"),
                Tx.sell("2024-01-04", "3", "101").fees("0.75").taxes("0.25")));

        assertThat(events(sale))
                .containsExactly(
                        "DISPOSE -1 -10 33.333333333333333333 23.333333333333333333",
                        "DISPOSE -1 -20 33.333333333333333333 13.333333333333333333",
                        "DISPOSE -1 -30 33.333333333333333334 3.333333333333333334");
        assertThat(plain(sale.realized())).isEqualTo("40");
    }

    @ParameterizedTest(name = "fees in cost: {0}")
    @CsvSource({"true, 1010, 990, -20", "false, 1000, 1000, 0"})
    void feesAreInCostAndProceedsUnlessThePolicySaysOtherwise(
            boolean inCost, String cost, String proceeds, String realized) {
        BookResult result = Books.book(
                inCost ? Policy.DEFAULT : Books.FEES_APART,
                Tx.buy("2024-01-01", "10", "1000").fees("7").taxes("3"),
                Tx.sell("2024-01-02", "10", "1000").fees("7").taxes("3"));

        assertThat(plain(result.bookings().getFirst().netCost())).isEqualTo(cost);
        assertThat(plain(Books.last(result).proceeds())).isEqualTo(proceeds);
        assertThat(plain(result.end().realized())).isEqualTo(realized);
        assertThat(result.bookings().stream().map(Books::cash)).containsExactly("-1010 EUR", "990 EUR");
    }

    @Test
    void accruedInterestIsPaidAndReceivedInterestNotCost() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "100", "98").accrued("1.20"),
                Tx.sell("2024-03-01", "100", "99").accrued("2.50"));

        assertThat(result.bookings().stream().map(b -> plain(b.income()))).containsExactly("-1.2", "2.5");
        assertThat(result.bookings().stream().map(Books::cash)).containsExactly("-99.2 EUR", "101.5 EUR");
        assertThat(plain(result.end().realized())).isEqualTo("1");
        assertThat(plain(result.end().income())).isEqualTo("1.3");
    }
}
