package dev.truemark.core.ledger;

import static dev.truemark.core.ledger.Books.lots;
import static dev.truemark.core.ledger.Books.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.core.ledger.Booking.Reason;
import dev.truemark.core.ledger.Booking.Status;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept without counting, what waits for a rate, and what must never be. */
class RefusalTest {

    @ParameterizedTest
    @EnumSource(
            value = TransactionType.class,
            names = {
                "BUY",
                "SELL",
                "SELL_SHORT",
                "BUY_TO_COVER",
                "RETURN_OF_CAPITAL",
                "SPLIT",
                "STOCK_DIVIDEND",
                "SPIN_OFF",
                "MERGER",
                "RIGHTS_ISSUE",
                "REDEMPTION",
                "AMORTIZATION"
            })
    void whatNeedsASecurityIsNotBookedWithoutOne(TransactionType type) {
        Booking booking = Books.last(Books.book(
                Books.ALLOW_SHORT, Tx.trade("2024-01-02", type, "1", "5").security("")));

        assertThat(booking.reason()).contains(Reason.UNSUPPORTED_TYPE);
    }

    @ParameterizedTest
    @EnumSource(
            value = TransactionType.class,
            names = {"BUY", "SELL", "SELL_SHORT"})
    void aTradeInAnotherCurrencyThanThePositionsIsRejected(TransactionType type) {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "5", "10"),
                Tx.trade("2024-01-02", type, "1", "5").in("USD").id("other"));

        assertThat(Books.last(result).reason()).contains(Reason.CURRENCY_MISMATCH);
        assertThat(Books.last(result).cash()).isEmpty();
        assertThat(lots(result.end())).isEqualTo("5@10");
    }

    @Test
    void aFlatPositionMayStartAgainInAnotherCurrency() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "5", "10").rate("2"),
                Tx.sell("2024-01-02", "5", "12").rate("2"),
                Tx.on("2024-01-03", TransactionType.DIVIDEND).gross("1").in("USD"),
                Tx.buy("2024-01-04", "5", "30").in("USD").rate("1"),
                Tx.sell("2024-01-05", "5", "33").in("USD").rate("1"));

        assertThat(result.bookings().get(2).reason()).contains(Reason.CURRENCY_MISMATCH);
        assertThat(result.end().currency()).isEqualTo("USD");
        // Local gains are counted anew in USD; in base 2·2 + 3
        assertThat(plain(result.end().realized())).isEqualTo("3");
        assertThat(plain(result.end().realizedBase())).isEqualTo("7");
    }

    @Test
    void aRejectedTransactionDoesNotGiveThePositionItsCurrency() {
        BookResult result =
                Books.book(Policy.DEFAULT, Tx.sell("2024-01-01", "5", "10").in("USD"), Tx.buy("2024-01-02", "5", "10"));

        assertThat(result.end().currency()).isEqualTo("EUR");
        assertThat(lots(result.end())).isEqualTo("5@10");
    }

    @Test
    void aTradeWithoutARateIsBookedLocallyAndWaits() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "5", "10").at(Conversion.UNKNOWN),
                Tx.sell("2024-01-02", "2", "12").rate("2"));

        Booking buy = result.bookings().getFirst();
        assertThat(buy.status()).isEqualTo(Status.WAITING);
        assertThat(buy.netCostBase()).isEqualTo(BaseAmount.UNKNOWN);
        assertThat(buy.incomeBase()).isEqualTo(BaseAmount.ZERO);
        assertThat(Books.cash(buy)).isEqualTo("-10 EUR");
        Booking sale = Books.last(result);
        assertThat(sale.status()).isEqualTo(Status.BOOKED);
        assertThat(plain(sale.realized())).isEqualTo("8");
        assertThat(sale.realizedBase()).isEqualTo(BaseAmount.UNKNOWN);
        assertThat(plain(sale.lotEvents().getFirst().priceEffectBase())).isEqualTo("unknown");
        assertThat(result.days().getLast().costBase()).isEqualTo(BaseAmount.UNKNOWN);
    }

    @Test
    void theBaseCostIsKnownAgainWhenTheLotWithoutARateIsGone() {
        BookResult result = Books.book(
                Policy.DEFAULT,
                Tx.buy("2024-01-01", "5", "10").at(Conversion.UNKNOWN),
                Tx.buy("2024-01-02", "1", "4").rate("2"),
                Tx.sell("2024-01-03", "5", "12").rate("2"));

        assertThat(result.days().stream().map(day -> plain(day.costBase()))).containsExactly("unknown", "unknown", "8");
        assertThat(plain(result.end().realizedBase())).isEqualTo("unknown");
    }

    @ParameterizedTest(name = "{0} without a rate is {1}")
    @CsvSource({"DEPOSIT, 5, WAITING", "FEE, 5, WAITING", "INTEREST, 5, WAITING", "ADJUSTMENT, 0, BOOKED"})
    void whatHasABaseFigureWaitsForItsRate(TransactionType type, String gross, Status status) {
        Booking booking = Books.last(
                Books.book(Policy.DEFAULT, Tx.cash("2024-01-01", type, gross).at(Conversion.UNKNOWN)));

        assertThat(booking.status()).isEqualTo(status);
    }

    @Test
    void transactionsOutOfOrderAreRefused() {
        Transaction first = Tx.buy("2024-01-01", "1", "1").now();
        Transaction second = Tx.buy("2024-01-02", "1", "1").now();
        BookState afterSecond = PositionLedger.book(BookState.EMPTY, List.of(second), Policy.DEFAULT)
                .end();

        assertThatThrownBy(() -> PositionLedger.book(BookState.EMPTY, List.of(second, first), Policy.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PositionLedger.book(BookState.EMPTY, List.of(first, first), Policy.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PositionLedger.book(afterSecond, List.of(first), Policy.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PortfolioLedger.book(List.of(first, first), Policy.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void valuesRefuseWhatTheyCannotMean() {
        assertThatThrownBy(() -> Tx.buy("2024-01-01", "0", "1").now()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tx.sell("2024-01-01", "-1", "1").now()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Tx.on("2024-01-01", TransactionType.SPLIT).ratio("0").now())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TransactionKey("", "a")).isInstanceOf(IllegalArgumentException.class);
        Transaction buy = Tx.buy("2024-01-01", "1", "1").now();
        assertThatThrownBy(() -> new Lot(
                        new LotId(buy.key(), 0), buy.order(), BigDecimal.ZERO, BigDecimal.ZERO, BaseAmount.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        DayPosition first = Books.book(Policy.DEFAULT, Tx.buy("2024-01-01", "1", "1"))
                .days()
                .getFirst();
        DayPosition second = Books.book(Policy.DEFAULT, Tx.buy("2024-01-02", "1", "1"))
                .days()
                .getFirst();
        assertThatThrownBy(() -> first.followedBy(second)).isInstanceOf(IllegalArgumentException.class);
    }
}
