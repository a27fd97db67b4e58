package dev.truemark.core.ledger;

import static dev.truemark.core.ledger.Books.plain;
import static dev.truemark.core.ledger.TransactionType.DEPOSIT;
import static dev.truemark.core.ledger.TransactionType.FX_CONVERSION;
import static dev.truemark.core.ledger.TransactionType.TRANSFER_IN;
import static dev.truemark.core.ledger.TransactionType.TRANSFER_OUT;
import static dev.truemark.core.ledger.TransactionType.WITHDRAWAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversions with two legs, and cash of a foreign currency as lots (DEFINITIONS 12 and 13). The base is USD. */
class CashLotsTest {

    private static PortfolioBooks book(Policy policy, Tx... transactions) {
        return PortfolioLedger.book(Stream.of(transactions).map(Tx::now).toList(), policy);
    }

    private static String lot(PortfolioBooks books, String currency) {
        BookState end = books.cashLots("USD").get(currency).end();
        return plain(end.quantity()) + " for " + plain(end.costBase()) + ", gained " + plain(end.realizedBase());
    }

    private static Tx conversion(String date, String sold, String currency, String bought, String into) {
        return Tx.cash(date, FX_CONVERSION, sold).in(currency).units(bought).buying(into);
    }

    /** 1000 EUR come at 1.10; 400 of them give 480 USD, which cost 440. */
    @Test
    void sellingACurrencyRealisesItsGain() {
        PortfolioBooks books = book(
                Policy.DEFAULT,
                Tx.cash("2024-01-01", DEPOSIT, "1000").in("EUR").rate("1.10"),
                conversion("2024-02-01", "400", "EUR", "480", "USD")
                        .at(new Conversion.Known(new BigDecimal("480"), new BigDecimal("400"))));

        assertThat(lot(books, "EUR")).isEqualTo("600 for 660, gained 40");
        assertThat(books.cashLots("USD")).doesNotContainKey("USD");
        assertThat(plain(books.cash().end().get("USD"))).isEqualTo("480");
        assertThat(plain(books.cash().end().get("EUR"))).isEqualTo("600");
    }

    /** 500 EUR for 550 USD and a fee of 5 cost 555; a purchase then takes 200 of them at 1.20. */
    @Test
    void aBoughtCurrencyCostsWhatWasGivenForIt() {
        PortfolioBooks books = book(
                Policy.DEFAULT,
                conversion("2024-01-01", "550", "USD", "500", "EUR").fees("5"),
                Tx.buy("2024-02-01", "2", "200").rate("1.20"));

        assertThat(plain(books.cash().end().get("USD"))).isEqualTo("-555");
        // 200·1.20 − 555·200/500
        assertThat(lot(books, "EUR")).isEqualTo("300 for 333, gained 18");
    }

    /** 100 EUR of 110 USD are given at 1.20 for 80 GBP: the gain is the euro's, and the pounds cost 120. */
    @Test
    void aConversionBetweenForeignCurrenciesIsWorthWhatIsSold() {
        PortfolioBooks books = book(
                Policy.DEFAULT,
                Tx.cash("2024-01-01", DEPOSIT, "100").in("EUR").rate("1.10"),
                conversion("2024-02-01", "100", "EUR", "80", "GBP").rate("1.20"));

        assertThat(lot(books, "EUR")).isEqualTo("0 for 0, gained 10");
        assertThat(lot(books, "GBP")).isEqualTo("80 for 120, gained 0");
    }

    @Test
    void anOverdraftIsAShortLotAndPayingItBackRealises() {
        PortfolioBooks books = book(
                Policy.DEFAULT,
                Tx.cash("2024-01-01", WITHDRAWAL, "100").in("EUR").rate("1.10"),
                Tx.cash("2024-02-01", DEPOSIT, "150").in("EUR").rate("1.20"));

        assertThat(lot(books, "EUR")).isEqualTo("50 for 60, gained -10");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "FIFO | 100 for 130, gained 30",
                "LIFO | 100 for 110, gained 10",
                "AVERAGE | 100 for 120, gained 20",
                "HIFO | 100 for 130, gained 30"
            })
    void moneyIsTakenByTheCostMethod(CostMethod method, String left) {
        PortfolioBooks books = book(
                Books.by(method),
                Tx.cash("2024-01-01", DEPOSIT, "100").in("EUR").rate("1.10"),
                Tx.cash("2024-01-02", DEPOSIT, "100").in("EUR").rate("1.30"),
                Tx.cash("2024-02-01", WITHDRAWAL, "100").in("EUR").rate("1.40"));

        assertThat(lot(books, "EUR")).isEqualTo(left);
    }

    @Test
    void transfersOfCashMoveItAndAreCashFlows() {
        PortfolioBooks books = book(
                Policy.DEFAULT,
                Tx.cash("2024-01-01", TRANSFER_IN, "100").fees("1").in("USD"),
                Tx.cash("2024-01-02", TRANSFER_OUT, "30").fees("1").in("USD"));

        assertThat(books.cashTracked()).isTrue();
        assertThat(plain(books.cash().end().get("USD"))).isEqualTo("68");
    }

    @Test
    void anUnknownRateLeavesTheGainUnknown() {
        PortfolioBooks books = book(
                Policy.DEFAULT,
                Tx.cash("2024-01-01", DEPOSIT, "100").in("EUR").at(Conversion.UNKNOWN),
                conversion("2024-02-01", "100", "EUR", "80", "GBP").at(Conversion.UNKNOWN));

        SortedMap<String, BookResult> lots = books.cashLots("USD");
        assertThat(lots.get("EUR").end().realizedBase()).isEqualTo(BaseAmount.UNKNOWN);
        assertThat(lots.get("GBP").end().costBase()).isEqualTo(BaseAmount.UNKNOWN);
    }

    @Test
    void impliedCashHasNoLots() {
        assertThat(book(Policy.DEFAULT, Tx.buy("2024-01-01", "1", "10")).cashLots("USD"))
                .isEmpty();
    }

    @ParameterizedTest(name = "sells {0} for {1} {2}")
    @CsvSource({"0, 80, GBP", "100, 0, GBP", "100, 80, ''", "100, 80, EUR"})
    void aConversionWithoutBothLegsIsKeptAndSaysSo(String sold, String bought, String into) {
        Booking booking = Books.last(Books.book(Policy.DEFAULT, conversion("2024-01-01", sold, "EUR", bought, into)));

        assertThat(booking.reason()).contains(Reason.INCOMPLETE_TERMS);
        assertThat(booking.cash()).isEmpty();
    }
}
