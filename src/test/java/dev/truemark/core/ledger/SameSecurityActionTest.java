package dev.truemark.core.ledger;

import static dev.truemark.core.ledger.Books.events;
import static dev.truemark.core.ledger.Books.lots;
import static dev.truemark.core.ledger.Books.plain;
import static dev.truemark.core.ledger.TransactionType.AMORTIZATION;
import static dev.truemark.core.ledger.TransactionType.MERGER;
import static dev.truemark.core.ledger.TransactionType.REDEMPTION;
import static dev.truemark.core.ledger.TransactionType.RIGHTS_ISSUE;
import static dev.truemark.core.ledger.TransactionType.SELL_SHORT;
import static dev.truemark.core.ledger.TransactionType.SPLIT;
import static dev.truemark.core.ledger.TransactionType.STOCK_DIVIDEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Booking.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Splits with cash in lieu, stock dividends, mergers for cash, redemption and amortisation (DEFINITIONS 11 and 21). */
class SameSecurityActionTest {

    /** 15 for 150 and 10 for 200 become 1.5 and 1; the half unit is a third of the first lot and costs 50. */
    @Test
    void theFractionOfAReverseSplitIsSoldForItsCash() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "15", "150"),
                Tx.buy("2024-01-02", "10", "200"),
                Tx.on("2024-02-01", SPLIT).ratio("0.1").gross("60"));

        assertThat(lots(result.end())).isEqualTo("1@100 1@200");
        assertThat(plain(Books.last(result).realized())).isEqualTo("10");
        assertThat(plain(Books.last(result).proceeds())).isEqualTo("60");
        assertThat(Books.cash(Books.last(result))).isEqualTo("60 EUR");
    }

    @Test
    void theUnitsToldAreThoseThatASplitLeaves() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "100", "1000"),
                Tx.on("2024-02-01", SPLIT).ratio("1.5").units("148").gross("15"));

        // 150 due at 6.666… each; two of them, or 1000/75, for 15
        assertThat(plain(result.end().quantity())).isEqualTo("148");
        assertThat(plain(Books.last(result).realized())).isEqualTo("1.666666666666666667");
    }

    @Test
    void cashForNoFractionIsAGainThatNoLotBears() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "100", "1000"),
                Tx.on("2024-02-01", SPLIT).ratio("0.1").gross("5"));

        assertThat(lots(result.end())).isEqualTo("10@1000");
        assertThat(plain(result.end().realized())).isEqualTo("5");
    }

    @Test
    void aShortPositionPaysForItsFraction() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.trade("2024-01-01", SELL_SHORT, "15", "150"),
                Tx.on("2024-02-01", SPLIT).ratio("0.1").gross("60").fees("1"));

        // −1.5 at −150; half a unit, −50, is bought back for 61
        assertThat(lots(result.end())).isEqualTo("-1@-100");
        assertThat(plain(Books.last(result).realized())).isEqualTo("-11");
        assertThat(Books.cash(Books.last(result))).isEqualTo("-61 EUR");
    }

    @ParameterizedTest(name = "ratio {0}, quantity {1}, cash {2}: {3}")
    @CsvSource({
        "0.5, 0, 0, 15@100 7.5@200, 0",
        "'', 3, 0, 12@100 6@200, 0",
        // 22.5 due as 15 and 7.5, whose half unit costs 100·0.5/15
        "0.5, 7, 10, 14.5@96.666666666666666667 7.5@200, 6.666666666666666667"
    })
    void aStockDividendGivesUnitsToEveryLotAtUnchangedCost(
            String ratio, String units, String cash, String lots, String realized) {
        Tx dividend = Tx.on("2024-02-01", STOCK_DIVIDEND).units(units).gross(cash);
        if (!ratio.isEmpty()) dividend.ratio(ratio);
        BookResult result = Books.book(
                Policy.DEFAULT, Tx.buy("2024-01-01", "10", "100"), Tx.buy("2024-01-02", "5", "200"), dividend);

        assertThat(lots(result.end())).isEqualTo(lots);
        assertThat(plain(result.end().realized())).isEqualTo(realized);
    }

    @Test
    void aMergerForCashSellsAllThatIsHeld() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "10", "100"),
                Tx.on("2024-02-01", MERGER).gross("150").fees("2"));

        assertThat(result.end().lots()).isEmpty();
        assertThat(plain(result.end().realized())).isEqualTo("48");
        assertThat(Books.cash(Books.last(result))).isEqualTo("148 EUR");
    }

    @Test
    void aSubscriptionIsABuy() {
        BookResult result = Books.book(
                Policy.DEFAULT, Tx.trade("2024-02-01", RIGHTS_ISSUE, "4", "30").fees("1"));

        assertThat(lots(result.end())).isEqualTo("4@31");
        assertThat(Books.cash(Books.last(result))).isEqualTo("-31 EUR");
    }

    @Test
    void aRedemptionClosesWhatIsHeldAndItsInterestIsIncome() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "100", "98"),
                Tx.on("2024-06-01", REDEMPTION).gross("100").accrued("2"));

        assertThat(events(Books.last(result))).containsExactly("DISPOSE -100 -98 100 2");
        assertThat(plain(result.end().income())).isEqualTo("2");
        assertThat(Books.cash(Books.last(result))).isEqualTo("102 EUR");
    }

    @Test
    void aRedemptionInPartTakesLotsByTheCostMethod() {
        BookResult result = Books.book(
                Books.by(Policy.CostMethod.LIFO),
                Tx.buy("2024-01-01", "100", "98"),
                Tx.buy("2024-01-02", "100", "101"),
                Tx.trade("2024-06-01", REDEMPTION, "150", "150"));

        assertThat(lots(result.end())).isEqualTo("50@49");
        assertThat(plain(result.end().realized())).isEqualTo("0");
    }

    /** 30 of 150 is a fifth of every lot: 19.6 of 98 and 10.2 of 51, for 20 and 10. */
    @ParameterizedTest(name = "quantity {0}, ratio {1}")
    @CsvSource({"30, ''", "0, 0.2", "0, ''"})
    void anAmortizationTakesFaceAndCostFromEveryLotAlike(String units, String ratio) {
        Tx paid = Tx.on("2024-06-01", AMORTIZATION).units(units).gross("30").accrued("1");
        if (!ratio.isEmpty()) paid.ratio(ratio);
        BookResult result =
                Books.book(Policy.DEFAULT, Tx.buy("2024-01-01", "100", "98"), Tx.buy("2024-01-02", "50", "51"), paid);

        assertThat(events(Books.last(result))).containsExactly("DISPOSE -20 -19.6 20 0.4", "DISPOSE -10 -10.2 10 -0.2");
        assertThat(lots(result.end())).isEqualTo("80@78.4 40@40.8");
        assertThat(Books.cash(Books.last(result))).isEqualTo("31 EUR");
        assertThat(plain(result.end().income())).isEqualTo("1");
    }

    @Test
    void theLastAmortizationLeavesNothing() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "3", "10"),
                Tx.buy("2024-01-02", "4", "10"),
                Tx.on("2024-06-01", AMORTIZATION).gross("1").id("a"),
                Tx.on("2024-06-02", AMORTIZATION).gross("6").id("b"));

        assertThat(result.end().lots()).isEmpty();
        assertThat(result.end().cost()).isZero();
        assertThat(plain(result.end().realized())).isEqualTo("-13");
    }

    @ParameterizedTest(name = "{0} of quantity {1}, ratio {2}, cash {3} in {4}: {5}")
    @CsvSource({
        "SPLIT, 0, 2, 5, USD, CURRENCY_MISMATCH",
        "STOCK_DIVIDEND, 0, '', 0, EUR, INCOMPLETE_TERMS",
        "STOCK_DIVIDEND, 3, '', 5, EUR, INCOMPLETE_TERMS",
        "SPIN_OFF, 3, 1, 0, EUR, INCOMPLETE_TERMS",
        "MERGER, 0, '', 0, EUR, INCOMPLETE_TERMS",
        "MERGER, 0, '', 5, USD, CURRENCY_MISMATCH",
        "REDEMPTION, 11, '', 5, EUR, INSUFFICIENT_QUANTITY",
        "REDEMPTION, 1, '', 5, USD, CURRENCY_MISMATCH",
        "AMORTIZATION, 0, '', 0, EUR, INCOMPLETE_TERMS",
        "AMORTIZATION, 0, '', 11, EUR, INSUFFICIENT_QUANTITY",
        "RIGHTS_ISSUE, 0, '', 5, EUR, INCOMPLETE_TERMS"
    })
    void whatWouldHaveToBeGuessedIsKeptAndSaysWhy(
            TransactionType type, String units, String ratio, String gross, String currency, Reason reason) {
        Tx action = Tx.on("2024-02-01", type).units(units).gross(gross).in(currency);
        if (!ratio.isEmpty()) action.ratio(ratio);
        BookResult result = Books.book(Policy.DEFAULT, Tx.buy("2024-01-01", "10", "100"), action);

        assertThat(Books.last(result).reason()).contains(reason);
        assertThat(Books.last(result).cash()).isEmpty();
        assertThat(lots(result.end())).isEqualTo("10@100");
    }

    @ParameterizedTest
    @CsvSource({"STOCK_DIVIDEND", "MERGER", "REDEMPTION", "AMORTIZATION"})
    void nothingHeldGivesNothing(TransactionType type) {
        Booking booking = Books.last(Books.book(
                Policy.DEFAULT, Tx.trade("2024-02-01", type, "1", "5").ratio("1")));

        assertThat(booking.reason()).contains(Reason.NOTHING_HELD);
    }
}
