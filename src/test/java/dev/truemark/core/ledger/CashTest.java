package dev.truemark.core.ledger;

import static dev.truemark.core.ledger.Books.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Policy.CashTracking;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Policy.DividendTreatment;
import dev.truemark.core.ledger.Policy.Oversell;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What transactions do to cash, and whether cash is kept (DEFINITIONS 12). */
class CashTest {

    /** Gross 100, fees 2, taxes 1, withholding tax 10, accrued interest 5. */
    @ParameterizedTest(name = "{0} moves {1}")
    @CsvSource({
        "BUY, -108",
        "BUY_TO_COVER, -108",
        "SELL, 102",
        "SELL_SHORT, 102",
        "DIVIDEND, 87",
        "INTEREST, 87",
        "RETURN_OF_CAPITAL, 87",
        "DEPOSIT, 97",
        "WITHDRAWAL, -103",
        "FEE, -103",
        "TAX, -103",
        "SPLIT, 97",
        "STOCK_DIVIDEND, 97",
        "SPIN_OFF, 97",
        "MERGER, 97",
        "RIGHTS_ISSUE, -103",
        "REDEMPTION, 102",
        "AMORTIZATION, 102",
        "TRANSFER_IN, -3",
        "TRANSFER_OUT, -3",
        "ADJUSTMENT, ''"
    })
    void eachTypeMovesCashItsWay(TransactionType type, String amount) {
        Transaction t = Tx.on("2024-01-01", type)
                .units("1")
                .gross("100")
                .fees("2")
                .taxes("1")
                .withholding("10")
                .accrued("5")
                .now();

        assertThat(CashEffect.of(t).stream().map(c -> plain(c.amount())).collect(Collectors.joining()))
                .isEqualTo(amount);
    }

    @Test
    void movingNothingIsNoEffect() {
        assertThat(CashEffect.of(
                        Tx.cash("2024-01-01", TransactionType.DEPOSIT, "0.00").now()))
                .isEmpty();
    }

    @Test
    void feesAndTaxesOnASecurityMoveCashOnly() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "1", "10"),
                Tx.on("2024-01-02", TransactionType.FEE).gross("3").in("USD"),
                Tx.on("2024-01-03", TransactionType.TAX).gross("4"));

        assertThat(result.bookings().stream().map(Books::cash)).containsExactly("-10 EUR", "-3 USD", "-4 EUR");
        assertThat(Books.lots(result.end())).isEqualTo("1@10");
        assertThat(result.end().realized()).isZero();
        assertThat(result.days()).hasSize(3);
    }

    @ParameterizedTest(name = "{0}, with a deposit: {1}")
    @CsvSource({"TRACKED, false, true", "IMPLIED, true, false", "AUTO, false, false", "AUTO, true, true"})
    void cashIsTrackedAsThePolicySays(CashTracking tracking, boolean deposit, boolean tracked) {
        Policy policy = new Policy(CostMethod.FIFO, Oversell.REJECT, DividendTreatment.INCOME, tracking, true);
        Tx buy = Tx.buy("2024-01-02", "1", "10");
        Stream<Tx> all = deposit ? Stream.of(buy, Tx.cash("2024-01-05", TransactionType.DEPOSIT, "7")) : Stream.of(buy);
        PortfolioBooks books = PortfolioLedger.book(all.map(Tx::now).toList(), policy);

        assertThat(books.cashTracked()).isEqualTo(tracked);
        assertThat(books.cash().end().isEmpty()).isEqualTo(!tracked);
        assertThat(Books.cash(books.book("S").bookings().getFirst())).isEqualTo("-10 EUR");
    }

    @Test
    void aPastDateIsAnsweredWithTheTrackingOfAllThatIsKnown() {
        PortfolioBooks books = PortfolioLedger.book(
                List.of(
                        Tx.buy("2024-01-02", "1", "10").now(),
                        Tx.cash("2024-01-05", TransactionType.DEPOSIT, "7").now()),
                Policy.DEFAULT);

        PortfolioBooks past = books.asOf(LocalDate.parse("2024-01-04"));
        assertThat(past.cashTracked()).isTrue();
        assertThat(plain(past.cash().end().get("EUR"))).isEqualTo("-10");
        assertThat(books.cash().at(LocalDate.parse("2024-01-01"))).isEmpty();
        assertThat(plain(books.cash().at(LocalDate.parse("2024-01-04")).get("EUR")))
                .isEqualTo("-10");
        assertThat(plain(books.cash().end().get("EUR"))).isEqualTo("-3");
        assertThat(books.asOf(LocalDate.parse("2024-01-05"))).isEqualTo(books);
        assertThat(books.asOf(LocalDate.parse("2024-01-01")).bookings()).isEmpty();
        assertThat(books.cash().days().lastEntry().getValue())
                .isEqualTo(books.cash().end());
    }

    @Test
    void aRejectedSaleBringsNoCash() {
        PortfolioBooks books = PortfolioLedger.book(
                List.of(
                        Tx.cash("2024-01-01", TransactionType.DEPOSIT, "7").now(),
                        Tx.sell("2024-01-02", "1", "10").now()),
                Policy.DEFAULT);

        assertThat(plain(books.cash().end().get("EUR"))).isEqualTo("7");
    }
}
