package dev.truemark.core.ledger;

import static dev.truemark.core.ledger.Books.events;
import static dev.truemark.core.ledger.Books.lots;
import static dev.truemark.core.ledger.Books.plain;
import static dev.truemark.core.ledger.TransactionType.BUY_TO_COVER;
import static dev.truemark.core.ledger.TransactionType.SELL_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.ledger.Booking.Status;
import dev.truemark.core.ledger.Policy.CashTracking;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Policy.DividendTreatment;
import dev.truemark.core.ledger.Policy.Oversell;
import org.junit.jupiter.api.Test;

/** Selling more than is held, and buying it back (DEFINITIONS 9). */
class ShortPositionTest {

    @Test
    void anOversellIsRejectedAndLeavesTheBooksAlone() {
        BookResult result =
                Books.book(Policy.DEFAULT, Tx.buy("2024-01-01", "10", "100"), Tx.sell("2024-01-02", "11", "200"));

        Booking sale = Books.last(result);
        assertThat(sale.status()).isEqualTo(Status.REJECTED);
        assertThat(sale.reason()).contains(Reason.INSUFFICIENT_QUANTITY);
        assertThat(sale.cash()).isEmpty();
        assertThat(sale.lotEvents()).isEmpty();
        assertThat(lots(result.end())).isEqualTo("10@100");
        assertThat(result.end().last()).contains(sale.transaction().order());
    }

    @Test
    void aSaleOfNothingHeldIsRejectedAndHealsWhenTheBuyComes() {
        Tx sale = Tx.sell("2024-01-02", "10", "200");

        assertThat(Books.last(Books.book(Policy.DEFAULT, sale)).reason()).contains(Reason.NOTHING_HELD);
        Booking healed = Books.last(Books.book(Policy.DEFAULT, sale, Tx.buy("2024-01-01", "10", "100")));
        assertThat(healed.status()).isEqualTo(Status.BOOKED);
        assertThat(plain(healed.realized())).isEqualTo("100");
    }

    @Test
    void healingOneSaleMayRejectALaterOne() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "10", "100"),
                Tx.sell("2024-01-02", "6", "90").id("healed"),
                Tx.sell("2024-01-03", "6", "90").id("later"));

        assertThat(result.bookings().stream().map(Booking::status))
                .containsExactly(Status.BOOKED, Status.BOOKED, Status.REJECTED);
    }

    @Test
    void whereShortsAreAllowedTheRestOfASaleOpensAShortLot() {
        BookResult result = Books.book(
                Books.ALLOW_SHORT,
                Tx.buy("2024-01-01", "10", "100"),
                Tx.sell("2024-01-02", "15", "180"),
                Tx.buy("2024-01-03", "8", "88"));

        assertThat(events(result.bookings().get(1))).containsExactly("DISPOSE -10 -100 120 20", "OPEN -5 -60 0 0");
        // 8 units for 88 are 11 each: 5 cover the short lot sold at 12 each, 3 are held
        assertThat(events(result.bookings().get(2))).containsExactly("DISPOSE 5 60 -55 5", "OPEN 3 33 0 0");
        assertThat(lots(result.end())).isEqualTo("3@33");
        assertThat(plain(result.end().realized())).isEqualTo("25");
    }

    @Test
    void aBuyCoversAcrossShortLotsAndItsCostIsGivenOutByUnits() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.trade("2024-01-01", SELL_SHORT, "1", "10"),
                Tx.trade("2024-01-02", SELL_SHORT, "2", "24"),
                Tx.trade("2024-01-03", BUY_TO_COVER, "3", "20"));

        assertThat(events(Books.last(result)))
                .containsExactly(
                        "DISPOSE 1 10 -6.666666666666666667 3.333333333333333333",
                        "DISPOSE 2 24 -13.333333333333333333 10.666666666666666667");
        assertThat(plain(result.end().realized())).isEqualTo("14");
        assertThat(result.end().lots()).isEmpty();
    }

    @Test
    void aShortLotHasNegativeUnitsAndTheNegativeOfItsProceedsAsCost() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.trade("2024-01-01", SELL_SHORT, "5", "60").fees("1").rate("2"));

        assertThat(lots(result.end())).isEqualTo("-5@-59");
        assertThat(result.end().lots().getFirst().isShort()).isTrue();
        assertThat(plain(result.end().costBase())).isEqualTo("-118");
    }

    @Test
    void aShortSaleSellsWhatIsHeldFirst() {
        BookResult result = Books.book(
                Policy.DEFAULT, Tx.buy("2024-01-01", "2", "20"), Tx.trade("2024-01-02", SELL_SHORT, "5", "60"));

        assertThat(events(Books.last(result))).containsExactly("DISPOSE -2 -20 24 4", "OPEN -3 -36 0 0");
    }

    @Test
    void coveringNothingOrTooMuchIsRejectedUnlessShortsAreAllowed() {
        Tx open = Tx.trade("2024-01-01", SELL_SHORT, "5", "60");
        Tx cover = Tx.trade("2024-01-02", BUY_TO_COVER, "8", "80");
        Tx held = Tx.buy("2024-01-01", "5", "50");

        assertThat(Books.last(Books.book(Policy.DEFAULT, cover)).reason()).contains(Reason.NOTHING_HELD);
        assertThat(Books.last(Books.book(Policy.DEFAULT, held, cover)).reason()).contains(Reason.NOTHING_HELD);
        assertThat(Books.last(Books.book(Policy.DEFAULT, open, cover)).reason()).contains(Reason.INSUFFICIENT_QUANTITY);
        assertThat(lots(Books.book(Books.ALLOW_SHORT, open, cover).end())).isEqualTo("3@30");
    }

    @Test
    void aSaleOfAPositionThatIsShortIsRejectedUnlessShortsAreAllowed() {
        Tx open = Tx.trade("2024-01-01", SELL_SHORT, "5", "60");
        Tx sale = Tx.sell("2024-01-02", "1", "12");

        assertThat(Books.last(Books.book(Policy.DEFAULT, open, sale)).reason()).contains(Reason.NOTHING_HELD);
        assertThat(lots(Books.book(Books.ALLOW_SHORT, open, sale).end())).isEqualTo("-5@-60 -1@-12");
    }

    @Test
    void averageShortsArePooledToo() {
        Policy policy =
                new Policy(CostMethod.AVERAGE, Oversell.ALLOW_SHORT, DividendTreatment.INCOME, CashTracking.AUTO, true);
        BookResult result = Books.book(
                policy,
                Tx.sell("2024-01-01", "2", "20"),
                Tx.sell("2024-01-02", "2", "28"),
                Tx.buy("2024-01-03", "1", "10"));

        assertThat(lots(result.end())).isEqualTo("-3@-36");
        assertThat(plain(result.end().realized())).isEqualTo("2");
    }
}
