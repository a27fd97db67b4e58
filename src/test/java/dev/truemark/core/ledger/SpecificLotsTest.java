package dev.truemark.core.ledger;

import static dev.truemark.core.ledger.Books.lots;
import static dev.truemark.core.ledger.Books.plain;
import static dev.truemark.core.ledger.TransactionType.BUY_TO_COVER;
import static dev.truemark.core.ledger.TransactionType.SELL_SHORT;
import static dev.truemark.core.ledger.TransactionType.TRANSFER_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Policy.Oversell;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sales that name their lots, and methods that change with the date or differ by security (DEFINITIONS 8). */
class SpecificLotsTest {
    private static final Tx[] THREE = {
        Tx.buy("2024-01-01", "10", "100").id("a"),
        Tx.buy("2024-01-02", "10", "200").id("b"),
        Tx.buy("2024-01-03", "10", "300").id("c")
    };

    private static BookResult book(CostMethod method, Tx then) {
        return Books.book(
                Books.by(method),
                Stream.concat(Stream.of(THREE), Stream.of(then)).toArray(Tx[]::new));
    }

    /** All of b for 200 and 2 of a for 20. */
    @Test
    void aSaleTakesTheLotsThatItNames() {
        BookResult result = book(
                CostMethod.SPECIFIC,
                Tx.sell("2024-02-01", "12", "600").from("b", "10").from("a", "2"));

        assertThat(plain(Books.last(result).realized())).isEqualTo("380");
        assertThat(lots(result.end())).isEqualTo("8@80 10@300");
    }

    @Test
    void aSaleThatNamesNoneTakesTheOldestAndOtherMethodsDoNotAsk() {
        assertThat(lots(book(CostMethod.SPECIFIC, Tx.sell("2024-02-01", "12", "600"))
                        .end()))
                .isEqualTo("8@160 10@300");
        assertThat(lots(book(CostMethod.LIFO, Tx.sell("2024-02-01", "10", "600").from("a", "10"))
                        .end()))
                .isEqualTo("10@100 10@200");
    }

    @Test
    void aDeliveryNamesLotsToo() {
        BookResult result = book(
                CostMethod.SPECIFIC,
                Tx.trade("2024-02-01", TRANSFER_OUT, "5", "0").from("c", "5"));

        assertThat(lots(result.end())).isEqualTo("10@100 10@200 5@150");
    }

    @Test
    void aCoverNamesShortLots() {
        BookResult result = Books.book(
                Books.by(CostMethod.SPECIFIC),
                Tx.trade("2024-01-01", SELL_SHORT, "10", "100").id("a"),
                Tx.trade("2024-01-02", SELL_SHORT, "10", "200").id("b"),
                Tx.trade("2024-02-01", BUY_TO_COVER, "4", "40").from("b", "4"));

        assertThat(lots(result.end())).isEqualTo("-10@-100 -6@-120");
        assertThat(plain(result.end().realized())).isEqualTo("40");
    }

    @ParameterizedTest(name = "{1} of {0}: {2}")
    @CsvSource({"b, 12, LOT_NOT_OPEN", "x, 12, LOT_NOT_OPEN", "b, 5, LOTS_MISMATCH"})
    void lotsThatAreNotOpenOrDoNotAddUpAreRefused(String lot, String units, Reason reason) {
        BookResult result =
                book(CostMethod.SPECIFIC, Tx.sell("2024-02-01", "12", "600").from(lot, units));

        assertThat(Books.last(result).reason()).contains(reason);
        assertThat(lots(result.end())).isEqualTo("10@100 10@200 10@300");
    }

    @Test
    void aLotNamedTwiceIsCountedTwice() {
        BookResult result = book(
                CostMethod.SPECIFIC,
                Tx.sell("2024-02-01", "12", "600").from("b", "6").from("b", "6"));

        assertThat(Books.last(result).reason()).contains(Reason.LOT_NOT_OPEN);
    }

    /** Lots of 100 and 300 for 10 units each; a sale of 10 takes 200 from their pool, and then 5 of LIFO's newest 10. */
    @Test
    void aMethodTakesEffectFromItsDateAndPoolsWhatIsThere() {
        Policies policies = policies("2024-02-01", CostMethod.AVERAGE, "2024-03-01", CostMethod.LIFO);
        List<Transaction> run = Stream.of(
                        Tx.buy("2024-01-01", "10", "100"),
                        Tx.buy("2024-01-02", "10", "300"),
                        Tx.sell("2024-01-31", "5", "75"),
                        Tx.sell("2024-02-01", "20", "75"),
                        Tx.sell("2024-02-02", "10", "300"),
                        Tx.buy("2024-03-01", "10", "500"),
                        Tx.sell("2024-03-02", "5", "300"))
                .map(Tx::now)
                .toList();
        BookResult result = PositionLedger.book(BookState.EMPTY, run, policies);

        // FIFO: 5 for 50. Then 15 units are one pool of 350.
        assertThat(result.bookings().stream().map(b -> plain(b.netCost())))
                .containsExactly("100", "300", "-50", "0", "-233.333333333333333333", "500", "-250");
        assertThat(result.bookings().get(3).reason()).contains(Reason.INSUFFICIENT_QUANTITY);
        assertThat(result.bookings().get(3).lotEvents()).isEmpty();
        assertThat(lots(result.end())).isEqualTo("5@116.666666666666666667 5@250");
        BookState half = PositionLedger.book(BookState.EMPTY, run.subList(0, 4), policies)
                .end();
        assertThat(PositionLedger.book(half, run.subList(4, 7), policies).end()).isEqualTo(result.end());
    }

    @Test
    void aSecurityMayHaveAMethodOfItsOwn() {
        Policies policies = Policies.of(
                Policy.DEFAULT,
                List.of(PolicyEntry.of(LocalDate.parse("2024-02-01"), CostMethod.LIFO)
                        .on("S")));

        assertThat(policies.at(LocalDate.parse("2024-01-31"), "S").costMethod()).isEqualTo(CostMethod.FIFO);
        assertThat(policies.at(LocalDate.parse("2024-02-01"), "S").costMethod()).isEqualTo(CostMethod.LIFO);
        assertThat(policies.at(LocalDate.parse("2024-02-01"), "T").costMethod()).isEqualTo(CostMethod.FIFO);
        assertThat(policies.at(LocalDate.parse("2024-02-01"), "S").oversell()).isEqualTo(Oversell.REJECT);
    }

    private static Policies policies(String first, CostMethod one, String second, CostMethod other) {
        return Policies.of(
                Policy.DEFAULT,
                List.of(PolicyEntry.of(LocalDate.parse(first), one), PolicyEntry.of(LocalDate.parse(second), other)));
    }
}
