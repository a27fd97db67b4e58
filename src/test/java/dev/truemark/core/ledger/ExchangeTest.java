package dev.truemark.core.ledger;

import static dev.truemark.core.ledger.Books.events;
import static dev.truemark.core.ledger.Books.lots;
import static dev.truemark.core.ledger.Books.plain;
import static dev.truemark.core.ledger.TransactionType.MERGER;
import static dev.truemark.core.ledger.TransactionType.RIGHTS_ISSUE;
import static dev.truemark.core.ledger.TransactionType.SELL_SHORT;
import static dev.truemark.core.ledger.TransactionType.SPIN_OFF;
import static dev.truemark.core.ledger.TransactionType.STOCK_DIVIDEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.money.Conversion;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spin-offs, mergers and rights: lots of one security become lots of another (DEFINITIONS 11). */
class ExchangeTest {

    /** A fifth of 100 and of 600 moves, with half a unit of T per unit of S. */
    @Test
    void aSpinOffMovesAShareOfEveryLotsCostAndKeepsItsDate() {
        SortedMap<String, BookResult> books = Books.bookAll(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "10", "100").rate("2"),
                Tx.buy("2024-01-02", "30", "600").rate("3"),
                Tx.on("2024-02-01", SPIN_OFF)
                        .into("T")
                        .fraction("0.2")
                        .ratio("0.5")
                        .at(Conversion.UNKNOWN));

        assertThat(lots(books.get("S").end())).isEqualTo("10@80 30@480");
        assertThat(lots(books.get("T").end())).isEqualTo("5@20 15@120");
        assertThat(books.get("T").end().lots().stream().map(lot -> lot.opened().date() + " " + plain(lot.costBase())))
                .containsExactly("2024-01-01 40", "2024-01-02 360");
        Booking action = Books.last(books.get("S"));
        assertThat(action.status()).isEqualTo(Booking.Status.BOOKED);
        assertThat(plain(action.netCost())).isEqualTo("-140");
        assertThat(action.cash()).isEmpty();
        assertThat(books.get("T").bookings()).isEmpty();
        assertThat(books.get("T").legs()).hasSize(1);
        assertThat(plain(books.get("T").legs().getFirst().netCost())).isEqualTo("140");
        assertThat(books.get("T").days()).hasSize(1);
        assertThat(books.get("T").end().currency()).isEqualTo("EUR");
    }

    /** Of 2.5 units due 2 come; their cost is 50·2/2.5, and the other 10 are released for 15. */
    @Test
    void aFractionOfASpinOffIsRealisedAgainstItsPartOfTheCost() {
        SortedMap<String, BookResult> books = Books.bookAll(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "25", "500"),
                Tx.on("2024-02-01", SPIN_OFF)
                        .into("T")
                        .fraction("0.1")
                        .ratio("0.1")
                        .gross("15"));

        assertThat(lots(books.get("S").end())).isEqualTo("25@450");
        assertThat(lots(books.get("T").end())).isEqualTo("2@40");
        assertThat(events(Books.last(books.get("S")))).containsExactly("DISPOSE 0 -10 15 5", "ADJUST 0 -40 0 0");
        assertThat(Books.cash(Books.last(books.get("S")))).isEqualTo("15 EUR");
    }

    @Test
    void aMergerMovesLotsWithTheirDatesAmongThoseHeld() {
        SortedMap<String, BookResult> books = Books.bookAll(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "10", "100"),
                Tx.buy("2024-01-03", "20", "300"),
                Tx.buy("2024-01-02", "5", "50").security("T").id("own"),
                Tx.on("2024-02-01", MERGER).into("T").ratio("2"),
                Tx.sell("2024-03-01", "22", "440").security("T"));

        assertThat(books.get("S").end().lots()).isEmpty();
        // Oldest first: 20 units of the first lot for 100, then 2 of the five that were held, for 20
        assertThat(plain(Books.last(books.get("T")).realized())).isEqualTo("320");
        assertThat(lots(books.get("T").end())).isEqualTo("3@30 40@300");
        assertThat(plain(books.get("S").end().realized())).isEqualTo("0");
    }

    @Test
    void aPartInCashReleasesTheCostThatDoesNotMove() {
        SortedMap<String, BookResult> books = Books.bookAll(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "100", "1000").rate("2"),
                Tx.on("2024-02-01", MERGER)
                        .into("T")
                        .ratio("0.5")
                        .fraction("0.6")
                        .gross("700")
                        .rate("3"));

        Booking merger = Books.last(books.get("S"));
        assertThat(lots(books.get("T").end())).isEqualTo("50@600");
        assertThat(plain(books.get("T").end().costBase())).isEqualTo("1200");
        assertThat(plain(merger.realized())).isEqualTo("300");
        // 700·3 − 400·2, of which 400·(3 − 2) by the rate
        assertThat(plain(merger.realizedBase())).isEqualTo("1300");
        assertThat(plain(merger.lotEvents().getFirst().fxEffectBase())).isEqualTo("400");
        assertThat(Books.cash(merger)).isEqualTo("700 EUR");
    }

    /** 101 units are worth 50.5; the half unit stands for one unit of S, which cost 10. */
    @Test
    void cashInLieuOfAMergersFractionRealises() {
        SortedMap<String, BookResult> books = Books.bookAll(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "101", "1010"),
                Tx.on("2024-02-01", MERGER).into("T").ratio("0.5").units("50").gross("12"));

        assertThat(events(Books.last(books.get("S")))).containsExactly("DISPOSE -1 -10 12 2", "ADJUST -100 -1000 0 0");
        assertThat(lots(books.get("T").end())).isEqualTo("50@1000");
    }

    @Test
    void shortLotsMergeIntoShortLotsAndPayForTheFraction() {
        SortedMap<String, BookResult> books = Books.bookAll(
                Policy.DEFAULT,
                Tx.trade("2024-01-01", SELL_SHORT, "101", "1010"),
                Tx.on("2024-02-01", MERGER).into("T").ratio("0.5").units("50").gross("12"));

        assertThat(lots(books.get("T").end())).isEqualTo("-50@-1000");
        assertThat(plain(Books.last(books.get("S")).realized())).isEqualTo("-2");
        assertThat(Books.cash(Books.last(books.get("S")))).isEqualTo("-12 EUR");
    }

    @Test
    void underAverageTheLotsJoinThePoolOfTheTarget() {
        SortedMap<String, BookResult> books = Books.bookAll(
                Books.by(CostMethod.AVERAGE),
                Tx.buy("2024-01-01", "10", "100"),
                Tx.buy("2024-01-02", "10", "300"),
                Tx.buy("2024-01-03", "10", "200").security("T"),
                Tx.on("2024-02-01", MERGER).into("T").ratio("1"));

        assertThat(lots(books.get("T").end())).isEqualTo("30@600");
    }

    @Test
    void rightsComeWithoutCostUnlessAFractionIsTold() {
        SortedMap<String, BookResult> books = Books.bookAll(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "10", "100"),
                Tx.on("2024-02-01", RIGHTS_ISSUE).into("R").units("10"),
                Tx.on("2024-02-02", RIGHTS_ISSUE).into("Q").units("5").fraction("0.05"));

        assertThat(lots(books.get("R").end())).isEqualTo("10@0");
        assertThat(lots(books.get("Q").end())).isEqualTo("5@5");
        assertThat(lots(books.get("S").end())).isEqualTo("10@95");
    }

    @Test
    void aDividendInAnotherSecurityBringsItsUnits() {
        SortedMap<String, BookResult> books = Books.bookAll(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "10", "100"),
                Tx.on("2024-02-01", STOCK_DIVIDEND).into("T").ratio("0.25").gross("3"));

        // 2.5 due without cost, 2 come, and the half unit's cash is all gain
        assertThat(lots(books.get("T").end())).isEqualTo("2@0");
        assertThat(plain(books.get("S").end().realized())).isEqualTo("3");
    }

    @ParameterizedTest(name = "{0} quantity {1} ratio {2} fraction {3} cash {4} {5}: {6}")
    @CsvSource({
        "SPIN_OFF, 0, '', 0.2, 0, EUR, INCOMPLETE_TERMS",
        "SPIN_OFF, 5, '', '', 0, EUR, INCOMPLETE_TERMS",
        "SPIN_OFF, 0, 0.5, 0.2, 3, EUR, INCOMPLETE_TERMS",
        "SPIN_OFF, 0, 0.25, 0.2, 3, USD, CURRENCY_MISMATCH",
        "MERGER, 0, 0.5, '', 3, EUR, INCOMPLETE_TERMS",
        "MERGER, 0, 0.5, 0.9, 0, EUR, INCOMPLETE_TERMS",
        "MERGER, 6, 0.5, '', 3, EUR, INCOMPLETE_TERMS",
        "RIGHTS_ISSUE, 5, '', '', 3, EUR, INCOMPLETE_TERMS"
    })
    void whatWouldHaveToBeGuessedIsKeptAndTouchesNeitherBook(
            TransactionType type, String units, String ratio, String fraction, String gross, String in, Reason why) {
        Tx action =
                Tx.on("2024-02-01", type).into("T").units(units).gross(gross).in(in);
        if (!ratio.isEmpty()) action.ratio(ratio);
        if (!fraction.isEmpty()) action.fraction(fraction);
        SortedMap<String, BookResult> books = Books.bookAll(Policy.DEFAULT, Tx.buy("2024-01-01", "10", "100"), action);

        assertThat(Books.last(books.get("S")).reason()).contains(why);
        assertThat(lots(books.get("S").end())).isEqualTo("10@100");
        assertThat(books).doesNotContainKey("T");
    }

    @Test
    void aTargetMeansNothingToATypeThatHasNone() {
        SortedMap<String, BookResult> books =
                Books.bookAll(Policy.DEFAULT, Tx.buy("2024-01-01", "10", "100").into("T"));

        assertThat(lots(books.get("S").end())).isEqualTo("10@100");
        assertThat(books).doesNotContainKey("T");
    }

    @Test
    void lotsDoNotMoveOntoTheOtherSideOrIntoAnotherCurrency() {
        Tx merger = Tx.on("2024-02-01", MERGER).into("T").ratio("1");
        Tx held = Tx.buy("2024-01-01", "10", "100");

        Tx opposite = Tx.trade("2024-01-02", SELL_SHORT, "1", "10").security("T");
        assertThat(reason(Books.bookAll(Policy.DEFAULT, held, opposite, merger)))
                .isEqualTo(Reason.OPPOSITE_SIDE);
        Tx foreign = Tx.buy("2024-01-02", "1", "10").security("T").in("USD");
        assertThat(reason(Books.bookAll(Policy.DEFAULT, held, foreign, merger))).isEqualTo(Reason.CURRENCY_MISMATCH);
        assertThat(reason(Books.bookAll(Policy.DEFAULT, merger))).isEqualTo(Reason.NOTHING_HELD);
        assertThat(Books.last(Books.book(Policy.DEFAULT, held, merger)).reason())
                .contains(Reason.UNSUPPORTED_TYPE);
    }

    private static Reason reason(Map<String, BookResult> books) {
        return Books.last(books.get("S")).reason().orElseThrow();
    }

    /** S of January becomes T in February, half of T's cost U in March: one fold carries dates and cost through both. */
    @Test
    void actionsChain() {
        SortedMap<String, BookResult> books = Books.bookAll(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "8", "80"),
                Tx.on("2024-02-01", MERGER).into("T").ratio("2"),
                Tx.on("2024-03-01", SPIN_OFF)
                        .security("T")
                        .into("U")
                        .fraction("0.5")
                        .ratio("0.25"));

        assertThat(books.entrySet().stream()
                        .map(e -> e.getKey() + " " + lots(e.getValue().end()))
                        .collect(Collectors.joining("; ")))
                .isEqualTo("S ; T 16@40; U 4@40");
        assertThat(books.get("U").end().lots().getFirst().opened().date()).hasToString("2024-01-01");
    }
}
