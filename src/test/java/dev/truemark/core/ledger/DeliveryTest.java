package dev.truemark.core.ledger;

import static dev.truemark.core.ledger.Books.events;
import static dev.truemark.core.ledger.Books.lots;
import static dev.truemark.core.ledger.Books.plain;
import static dev.truemark.core.ledger.TransactionType.ADJUSTMENT;
import static dev.truemark.core.ledger.TransactionType.SELL_SHORT;
import static dev.truemark.core.ledger.TransactionType.TRANSFER_IN;
import static dev.truemark.core.ledger.TransactionType.TRANSFER_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.ledger.Policy.CostMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deliveries in kind, and corrections that no other transaction explains (DEFINITIONS 11). */
class DeliveryTest {

    @Test
    void lotsComeWithTheirDatesAndCostAndAreSoldInTheirTurn() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2020-01-01", "10", "100"),
                Tx.on("2024-01-01", TRANSFER_IN)
                        .units("5")
                        .gross("999")
                        .fees("3")
                        .with("2021-01-01", "3", "30")
                        .with("2015-01-01", "2", "10"),
                Tx.sell("2024-02-01", "4", "80"));

        // The oldest lot first: 2 for 10, then 2 of ten for 20
        assertThat(plain(result.end().realized())).isEqualTo("50");
        assertThat(lots(result.end())).isEqualTo("8@80 3@30");
        assertThat(result.end().basisEstimated()).isFalse();
        assertThat(Books.cash(result.bookings().get(1))).isEqualTo("-3 EUR");
    }

    @Test
    void withoutHistoryTheMarketValueStandsInForTheCostAndSaysSo() {
        BookResult result = Books.book(
                Policy.DEFAULT, Tx.trade("2024-01-01", TRANSFER_IN, "5", "75").rate("2"));

        assertThat(lots(result.end())).isEqualTo("5@75");
        assertThat(plain(result.end().costBase())).isEqualTo("150");
        assertThat(result.end().basisEstimated()).isTrue();
        assertThat(result.bookings().getFirst().cash()).isEmpty();
        assertThat(result.bookings().getFirst().lotEvents().getFirst().basisEstimated())
                .isTrue();
    }

    /** 5 units at 12.50, at 2 to base. */
    @Test
    void withoutAnAmountEitherThePriceThatWasFoundSaysTheMarketValue() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.on("2024-01-01", TRANSFER_IN).units("5").found("12.5").rate("2"));

        assertThat(lots(result.end())).isEqualTo("5@62.5");
        assertThat(plain(result.end().costBase())).isEqualTo("125");
        assertThat(result.end().basisEstimated()).isTrue();
    }

    @Test
    void whatIsToldIsBelievedBeforeWhatWasFound() {
        assertThat(lots(Books.book(
                                Policy.DEFAULT,
                                Tx.trade("2024-01-01", TRANSFER_IN, "5", "75").found("12.5"))
                        .end()))
                .isEqualTo("5@75");
        assertThat(lots(Books.book(
                                Policy.DEFAULT,
                                Tx.on("2024-01-01", TRANSFER_IN)
                                        .units("5")
                                        .with("2015-01-01", "5", "10")
                                        .found("12.5"))
                        .end()))
                .isEqualTo("5@10");
    }

    @Test
    void anEstimateSpreadsOverThePoolThatItJoins() {
        BookResult result = Books.book(
                Books.by(CostMethod.AVERAGE),
                Tx.buy("2020-01-01", "10", "100"),
                Tx.trade("2024-01-01", TRANSFER_IN, "5", "75"));

        assertThat(lots(result.end())).isEqualTo("15@175");
        assertThat(result.end().basisEstimated()).isTrue();
    }

    @ParameterizedTest(name = "{0} takes {1}")
    @CsvSource({"FIFO, -10@-100 -5@-100", "LIFO, -10@-200 -5@-50", "AVERAGE, -15@-225"})
    void whatIsDeliveredOutTakesItsCostAndRealisesNothing(CostMethod method, String taken) {
        BookResult result = Books.book(
                Books.by(method),
                Tx.buy("2024-01-01", "10", "100"),
                Tx.buy("2024-01-02", "10", "200"),
                Tx.trade("2024-02-01", TRANSFER_OUT, "15", "999"));

        assertThat(Books.last(result).lotEvents().stream()
                        .map(e -> plain(e.quantity()) + "@" + plain(e.cost()))
                        .reduce((a, b) -> a + " " + b))
                .contains(taken);
        assertThat(plain(result.end().realized())).isEqualTo("0");
        assertThat(Books.last(result).cash()).isEmpty();
    }

    @Test
    void anAdjustmentOpensTakesOrSpreads() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "10", "100"),
                Tx.on("2024-01-02", ADJUSTMENT).units("5").gross("300"),
                Tx.on("2024-01-03", ADJUSTMENT).gross("-40"),
                Tx.on("2024-01-04", ADJUSTMENT).units("-4"));

        assertThat(events(result.bookings().get(1))).containsExactly("OPEN 5 300 0 0");
        assertThat(events(result.bookings().get(2))).containsExactly("ADJUST 0 -10 0 0", "ADJUST 0 -30 0 0");
        assertThat(events(result.bookings().get(3))).containsExactly("ADJUST -4 -36 0 0");
        assertThat(lots(result.end())).isEqualTo("6@54 5@270");
        assertThat(plain(result.end().realized())).isEqualTo("0");
    }

    @Test
    void costIsSpreadByUnitsWhereThereIsNone() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "1", "0"),
                Tx.buy("2024-01-02", "3", "0"),
                Tx.on("2024-01-03", ADJUSTMENT).gross("40"));

        assertThat(lots(result.end())).isEqualTo("1@10 3@30");
    }

    @Test
    void anAdjustmentOfCashMovesItAsTold() {
        assertThat(Books.cash(Books.last(Books.book(Policy.DEFAULT, Tx.cash("2024-01-01", ADJUSTMENT, "-7")))))
                .isEqualTo("-7 EUR");
    }

    @ParameterizedTest(name = "{0} of {1} for {2} in {3}: {4}")
    @CsvSource({
        "TRANSFER_IN, 0, 5, EUR, INCOMPLETE_TERMS",
        "TRANSFER_IN, 5, 0, EUR, BASIS_UNKNOWN",
        "TRANSFER_IN, 5, 5, USD, CURRENCY_MISMATCH",
        "TRANSFER_OUT, 0, 5, EUR, INCOMPLETE_TERMS",
        "TRANSFER_OUT, 11, 5, EUR, INSUFFICIENT_QUANTITY",
        "TRANSFER_OUT, 1, 5, USD, CURRENCY_MISMATCH",
        "ADJUSTMENT, 0, 0, EUR, INCOMPLETE_TERMS",
        "ADJUSTMENT, -1, 5, EUR, INCOMPLETE_TERMS",
        "ADJUSTMENT, -11, 0, EUR, INSUFFICIENT_QUANTITY",
        "ADJUSTMENT, 0, -101, EUR, COST_BELOW_ZERO",
        "ADJUSTMENT, 1, -1, EUR, COST_BELOW_ZERO",
        "ADJUSTMENT, 1, 1, USD, CURRENCY_MISMATCH"
    })
    void whatCannotBeIsKeptAndSaysWhy(TransactionType type, String units, String gross, String in, Reason reason) {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "10", "100"),
                Tx.on("2024-02-01", type).units(units).gross(gross).in(in));

        assertThat(Books.last(result).reason()).contains(reason);
        assertThat(lots(result.end())).isEqualTo("10@100");
    }

    @Test
    void shortPositionsAreNotDeliveredOrAdjusted() {
        Tx open = Tx.trade("2024-01-01", SELL_SHORT, "10", "100");

        assertThat(reason(open, Tx.trade("2024-02-01", TRANSFER_IN, "1", "1"))).contains(Reason.OPPOSITE_SIDE);
        assertThat(reason(open, Tx.trade("2024-02-01", TRANSFER_OUT, "1", "1"))).contains(Reason.NOTHING_HELD);
        assertThat(reason(open, Tx.trade("2024-02-01", ADJUSTMENT, "1", "1"))).contains(Reason.OPPOSITE_SIDE);
    }

    @Test
    void lotsMustAddUpToTheUnitsDelivered() {
        assertThat(reason(Tx.on("2024-01-01", TRANSFER_IN).units("5").with("2020-01-01", "4", "1")))
                .contains(Reason.LOTS_MISMATCH);
    }

    private static java.util.Optional<Reason> reason(Tx... transactions) {
        return Books.last(Books.book(Policy.DEFAULT, transactions)).reason();
    }
}
