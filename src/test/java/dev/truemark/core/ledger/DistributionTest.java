package dev.truemark.core.ledger;

import static dev.truemark.core.ledger.Books.events;
import static dev.truemark.core.ledger.Books.lots;
import static dev.truemark.core.ledger.Books.plain;
import static dev.truemark.core.ledger.TransactionType.DIVIDEND;
import static dev.truemark.core.ledger.TransactionType.INTEREST;
import static dev.truemark.core.ledger.TransactionType.RETURN_OF_CAPITAL;
import static dev.truemark.core.ledger.TransactionType.SELL_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.ledger.Booking.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dividends, interest, returns of capital (DEFINITIONS 10) and splits (11). */
class DistributionTest {

    @Test
    void aDividendIsIncomeNetOfWithholdingTaxAndLeavesCostAlone() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "10", "100").rate("1.5"),
                Tx.on("2024-02-01", DIVIDEND).gross("20").withholding("3").rate("2"));

        Booking dividend = Books.last(result);
        assertThat(plain(dividend.income())).isEqualTo("17");
        assertThat(plain(dividend.incomeBase())).isEqualTo("34");
        assertThat(Books.cash(dividend)).isEqualTo("17 EUR");
        assertThat(lots(result.end())).isEqualTo("10@100");
        assertThat(plain(result.end().costBase())).isEqualTo("150");
    }

    @Test
    void chargesOnADividendLowerTheIncomeSoThatCashGrowsByNet() {
        Tx dividend = Tx.on("2024-02-01", DIVIDEND)
                .gross("20")
                .withholding("3")
                .fees("1")
                .taxes("0.5");

        assertThat(plain(Books.last(Books.book(Policy.DEFAULT, dividend)).income()))
                .isEqualTo("15.5");
        assertThat(plain(Books.last(Books.book(Books.FEES_APART, dividend)).income()))
                .isEqualTo("17");
        assertThat(Books.cash(Books.last(Books.book(Books.FEES_APART, dividend))))
                .isEqualTo("15.5 EUR");
    }

    /** A dividend after everything is sold, or while the position is short, is still paid. */
    @Test
    void aDividendOnNothingHeldIsStillIncome() {
        Booking dividend = Books.last(
                Books.book(Policy.DEFAULT, Tx.on("2024-02-01", DIVIDEND).gross("20")));

        assertThat(dividend.status()).isEqualTo(Status.BOOKED);
        assertThat(plain(dividend.income())).isEqualTo("20");
    }

    @Test
    void aReturnOfCapitalIsGivenOutByUnitsAndEachLotsCostStopsAtZero() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "10", "10"),
                Tx.buy("2024-01-02", "20", "200"),
                Tx.on("2024-02-01", RETURN_OF_CAPITAL).gross("60"));

        // 2 a unit: 20 on a lot that cost 10, of which 10 is gain; 40 on one that cost 200
        assertThat(events(Books.last(result))).containsExactly("DISPOSE 0 -10 20 10", "ADJUST 0 -40 40 0");
        assertThat(lots(result.end())).isEqualTo("10@0 20@160");
        assertThat(plain(result.end().realized())).isEqualTo("10");
        assertThat(plain(result.end().income())).isEqualTo("0");
    }

    @Test
    void aReducingDividendIsGivenOutByCostSoThatOnlyTotalCostHasAFloor() {
        BookResult result = Books.book(
                Books.REDUCE_COST,
                Tx.buy("2024-01-01", "10", "10"),
                Tx.buy("2024-01-02", "20", "200"),
                Tx.on("2024-02-01", DIVIDEND).gross("84").withholding("21"));

        // 63 of 210 is three tenths of either lot's cost
        assertThat(lots(result.end())).isEqualTo("10@7 20@140");
        assertThat(plain(result.end().realized())).isEqualTo("0");
        assertThat(plain(result.end().income())).isEqualTo("0");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"DIVIDEND", "RETURN_OF_CAPITAL"})
    void whatCostCannotBearIsARealisedGain(TransactionType type) {
        BookResult result = Books.book(
                Books.REDUCE_COST,
                Tx.buy("2024-01-01", "10", "100").rate("1.5"),
                Tx.on("2024-02-01", type).gross("130").rate("2"),
                Tx.on("2024-02-02", type).gross("7").rate("2"));

        assertThat(lots(result.end())).isEqualTo("10@0");
        assertThat(plain(result.end().costBase())).isEqualTo("0");
        assertThat(plain(result.end().realized())).isEqualTo("37");
        LotEvent slice = result.bookings().get(1).lotEvents().getFirst();
        // (130 − 100)·2 is price, 100·(2 − 1.5) is the FX effect of the cost that came back
        assertThat(plain(slice.priceEffectBase())).isEqualTo("60");
        assertThat(plain(slice.fxEffectBase())).isEqualTo("50");
        assertThat(plain(result.end().realizedBase())).isEqualTo("124");
    }

    @Test
    void capitalThatComesBackOnNothingHeldIsAllGain() {
        Tx capital = Tx.on("2024-02-01", RETURN_OF_CAPITAL).gross("7").rate("2");
        Tx shortSale = Tx.trade("2024-01-01", SELL_SHORT, "1", "10");

        assertThat(plain(Books.last(Books.book(Policy.DEFAULT, capital)).realizedBase()))
                .isEqualTo("14");
        assertThat(plain(Books.last(Books.book(Policy.DEFAULT, shortSale, capital))
                        .realized()))
                .isEqualTo("7");
    }

    @Test
    void capitalLowersCostBaseProRata() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "10", "100").rate("1.5"),
                Tx.on("2024-02-01", RETURN_OF_CAPITAL).gross("40").rate("1.5"));

        assertThat(plain(result.end().costBase())).isEqualTo("90");
        assertThat(plain(result.end().realizedBase())).isEqualTo("0");
        assertThat(Books.last(result).lotEvents().getFirst().kind()).isEqualTo(LotEvent.Kind.ADJUST);
    }

    @Test
    void interestWithoutASecurityIsIncomeInBaseAndCashInAnyCurrency() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.cash("2024-01-01", INTEREST, "10").in("USD").rate("0.5"),
                Tx.cash("2024-01-02", INTEREST, "10").in("GBP").rate("2"));

        assertThat(result.bookings().stream().map(Books::cash)).containsExactly("10 USD", "10 GBP");
        assertThat(plain(result.end().incomeBase())).isEqualTo("25");
        assertThat(plain(result.end().income())).isEqualTo("0");
        assertThat(result.end().currency()).isEmpty();
    }

    @Test
    void paymentsInAnotherCurrencyThanThePositionsAreRejected() {
        for (TransactionType type : new TransactionType[] {DIVIDEND, INTEREST, RETURN_OF_CAPITAL}) {
            Booking payment = Books.last(Books.book(
                    Policy.DEFAULT,
                    Tx.buy("2024-01-01", "1", "10"),
                    Tx.on("2024-02-01", type).gross("1").in("USD")));
            assertThat(payment.reason()).as(type.name()).contains(Reason.CURRENCY_MISMATCH);
            assertThat(payment.cash()).isEmpty();
        }
    }

    @ParameterizedTest(name = "a split of {0} makes {1}")
    @CsvSource({"2, 20@100 4@50 ", "0.1, 1@100 0.2@50", "1.5, 15@100 3@50"})
    void aSplitMultipliesUnitsAndLeavesCost(String ratio, String lots) {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "10", "100"),
                Tx.buy("2024-01-02", "2", "50"),
                Tx.on("2024-02-01", TransactionType.SPLIT).ratio(ratio));

        assertThat(lots(result.end())).isEqualTo(lots.strip());
        assertThat(Books.last(result).cash()).isEmpty();
        assertThat(Books.last(result).lotEvents()).allMatch(e -> e.kind() == LotEvent.Kind.ADJUST);
    }

    @Test
    void aSplitOfNothingHeldChangesNothing() {
        BookResult result = Books.book(
                Policy.DEFAULT, Tx.on("2024-02-01", TransactionType.SPLIT).ratio("2"));

        assertThat(Books.last(result).status()).isEqualTo(Status.BOOKED);
        assertThat(result.end().lots()).isEmpty();
    }
}
