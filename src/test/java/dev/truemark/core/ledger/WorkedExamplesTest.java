package dev.truemark.core.ledger;

import static dev.truemark.core.ledger.Books.lots;
import static dev.truemark.core.ledger.Books.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Policy.CostMethod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases that other open-source trackers publish with their numbers; each names its source. */
class WorkedExamplesTest {

    /** sgajbi/portfolio-analytics-system, test_reprocessing_workflow.py: the sale arrives last and is dated between the buys. */
    @Test
    void aBackDatedSaleIsBookedInDateOrder() {
        List<Transaction> arrival = Stream.of(
                        Tx.buy("2025-09-01", "100", "20000"),
                        Tx.buy("2025-09-03", "50", "11000"),
                        Tx.sell("2025-09-02", "40", "8600"))
                .map(Tx::now)
                .toList();

        BookResult result = PortfolioLedger.book(arrival, Policy.DEFAULT).book("S");

        assertThat(plain(result.bookings().get(1).realized())).isEqualTo("600");
        assertThat(result.days().stream().map(day -> day.date() + " " + day.quantity() + " " + day.cost()))
                .containsExactly("2025-09-01 100 20000", "2025-09-02 60 12000", "2025-09-03 110 23000");
        assertThat(lots(result.end())).isEqualTo("60@12000 50@11000");
    }

    /** sgajbi/portfolio-analytics-system, test_5_day_workflow.py. */
    @Test
    void fiveDaysOfAPortfolioKeepItsCash() {
        PortfolioBooks books = PortfolioLedger.book(
                Stream.of(
                                Tx.cash("2025-08-19", TransactionType.DEPOSIT, "1000000"),
                                Tx.buy("2025-08-20", "1000", "175000")
                                        .security("AAPL")
                                        .fees("25.5"),
                                Tx.buy("2025-08-21", "500", "70000")
                                        .security("IBM")
                                        .fees("15"),
                                Tx.sell("2025-08-22", "200", "36400")
                                        .security("AAPL")
                                        .fees("5"),
                                Tx.on("2025-08-23", TransactionType.DIVIDEND)
                                        .security("IBM")
                                        .gross("750"))
                        .map(tx -> tx.in("USD").now())
                        .toList(),
                Policy.DEFAULT);

        assertThat(books.cash().days().entrySet().stream()
                        .map(day -> day.getKey() + " " + plain(day.getValue().get("USD"))))
                .containsExactly(
                        "2025-08-19 1000000",
                        "2025-08-20 824974.5",
                        "2025-08-21 754959.5",
                        "2025-08-22 791354.5",
                        "2025-08-23 792104.5");
        assertThat(plain(books.book("AAPL").end().realized())).isEqualTo("1389.9");
        assertThat(plain(books.book("IBM").end().income())).isEqualTo("750");
        // Unrealised at the last prices of the case: 800·185 − cost and 500·140 − cost
        assertThat(plain(new BigDecimal("148000")
                        .subtract(books.book("AAPL").end().cost())))
                .isEqualTo("7979.6");
        assertThat(plain(
                        new BigDecimal("70000").subtract(books.book("IBM").end().cost())))
                .isEqualTo("-15");
        assertThat(books.asOf(LocalDate.parse("2025-08-20")).book("IBM").end()).isEqualTo(BookState.EMPTY);
    }

    /** portfolio-performance/portfolio, CapitalGainsCalculationTest and CostCalculationTest, testFifoBuySellTransactions2; to the cent. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"FIFO, 98.12, 4400.74", "AVERAGE, 81.12, 4383.74"})
    void aPartialSaleUnderFifoAndMovingAverage(CostMethod method, BigDecimal realized, BigDecimal costLeft) {
        BookState end = Books.book(
                        Books.by(method),
                        Tx.buy("2010-01-01", "109", "3149.20"),
                        Tx.buy("2010-02-01", "52", "1684.92"),
                        Tx.sell("2010-03-01", "15", "531.50"))
                .end();

        assertThat(end.realized().setScale(2, RoundingMode.HALF_UP)).isEqualTo(realized);
        assertThat(end.cost().setScale(2, RoundingMode.HALF_UP)).isEqualTo(costLeft);
    }

    /** tsiemens/acb, delta_list.rs, test_basic_roc_acb: 2 units for 20, then 1 per unit comes back. */
    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({"RETURN_OF_CAPITAL, AVERAGE", "RETURN_OF_CAPITAL, FIFO", "DIVIDEND, AVERAGE", "DIVIDEND, FIFO"})
    void capitalThatComesBackLowersCost(TransactionType type, CostMethod method) {
        Policy policy = new Policy(
                method, Policy.Oversell.REJECT, Policy.DividendTreatment.REDUCE_COST, Policy.CashTracking.AUTO, true);
        BookResult result = Books.book(
                policy,
                Tx.buy("2020-01-01", "2", "20"),
                Tx.on("2020-02-01", type).gross("2"));

        assertThat(lots(result.end())).isEqualTo("2@18");
        assertThat(plain(result.end().realized())).isEqualTo("0");
        assertThat(plain(result.end().income())).isEqualTo("0");
        assertThat(Books.cash(Books.last(result))).isEqualTo("2 EUR");
    }

    /** sgajbi/portfolio-analytics-system, test_dual_currency_workflow.py: a EUR stock in a USD portfolio. */
    @Test
    void aGainInBaseCurrencyIsPriceEffectPlusFxEffect() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2025-08-10", "100", "15000").rate("1.10"),
                Tx.sell("2025-08-15", "40", "6800").rate("1.20"));

        Booking sale = Books.last(result);
        assertThat(plain(sale.realized())).isEqualTo("800");
        assertThat(plain(sale.realizedBase())).isEqualTo("1560");
        LotEvent slice = sale.lotEvents().getFirst();
        assertThat(plain(slice.priceEffectBase())).isEqualTo("960");
        assertThat(plain(slice.fxEffectBase())).isEqualTo("600");
        assertThat(plain(result.end().cost())).isEqualTo("9000");
        assertThat(plain(result.end().costBase())).isEqualTo("9900");
    }
}
