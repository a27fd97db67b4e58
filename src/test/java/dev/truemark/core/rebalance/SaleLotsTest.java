package dev.truemark.core.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.Lot;
import dev.truemark.core.ledger.LotId;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Terms.LotChoice;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.rebalance.SaleLots.Sale;
import dev.truemark.core.rebalance.SaleLots.Tax;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proposed sales: which lots go, and what they realise by the rules of the books. */
class SaleLotsTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 6, 30);
    private static final Tax TAX = new Tax(new BigDecimal("0.4"), new BigDecimal("0.1"), 365);
    /** Of 10 units each: old ones at 10, a year old ones at 50, new ones at 55, and the newest at 90. */
    private static final List<Lot> LOTS = List.of(
            lot("old", "2020-01-02", "100"),
            lot("year", "2024-06-30", "500"),
            lot("new", "2025-01-02", "550"),
            lot("newest", "2025-06-01", "900"));

    private static Lot lot(String id, String date, String cost) {
        TransactionKey key = new TransactionKey("t", id);
        return new Lot(
                new LotId(key, 0),
                OrderKey.dateOnly(LocalDate.parse(date), TransactionType.BUY, key),
                BigDecimal.TEN,
                new BigDecimal(cost),
                BaseAmount.of(new BigDecimal(cost)));
    }

    private static Sale sale(String units, String proceeds, String fees) {
        return new Sale(
                "S",
                "USD",
                TODAY,
                new BigDecimal(units),
                new BigDecimal(proceeds),
                new BigDecimal(fees),
                Conversion.IDENTITY);
    }

    private static List<String> ids(List<LotChoice> chosen) {
        return chosen.stream()
                .map(each -> each.openedBy().transactionId() + " "
                        + each.quantity().stripTrailingZeros().toPlainString())
                .toList();
    }

    /**
     * At 60 a unit: newest (60 − 90)·0.4 = −12, new (60 − 55)·0.4 = 2, year (60 − 50)·0.4 = 4, since 365 days are not more
     * than 365, old (60 − 10)·0.1 = 5.
     */
    @Test
    void theLeastTaxGoesFirst() {
        assertThat(ids(SaleLots.leastTax(LOTS, sale("35", "2100", "0"), TAX)))
                .containsExactly("newest 10", "new 10", "year 10", "old 5");
        assertThat(ids(SaleLots.leastTax(
                        LOTS,
                        new Sale(
                                "S",
                                "USD",
                                TODAY.plusDays(1),
                                BigDecimal.TEN,
                                new BigDecimal("600"),
                                BigDecimal.ZERO,
                                Conversion.IDENTITY),
                        new Tax(BigDecimal.ONE, BigDecimal.ZERO, 0))))
                .containsExactly("old 10");
    }

    /** 15 units for 900, and a fee of 5. */
    @ParameterizedTest(name = "15 units by {0} realise {1}")
    @CsvSource({"FIFO, 545", "LIFO, -280", "HIFO, -280", "LOFO, 545", "AVERAGE, 126.25"})
    void realisesByTheMethodOfTheBooks(CostMethod method, String realized) {
        Booking booking = SaleLots.sell(LOTS, sale("15", "900", "5"), List.of(), Policy.DEFAULT.with(method))
                .orElseThrow();

        assertThat(booking.realized()).isEqualByComparingTo(realized);
        assertThat(booking.realizedBase()).isEqualTo(BaseAmount.of(new BigDecimal(realized)));
    }

    /** 900 − 5 for ten newest and five new ones, of 900 and 275. */
    @Test
    void chosenLotsAreSoldWhateverTheMethod() {
        Sale sale = sale("15", "900", "5");

        Booking booking = SaleLots.sell(LOTS, sale, SaleLots.leastTax(LOTS, sale, TAX), Policy.DEFAULT)
                .orElseThrow();

        assertThat(booking.realized()).isEqualByComparingTo("-280");
        assertThat(booking.lotEvents().stream()
                        .map(each -> each.lot().openedBy().transactionId()))
                .containsExactly("newest", "new");
    }

    @Test
    void moreThanIsHeldIsNotSold() {
        assertThat(SaleLots.sell(LOTS, sale("41", "2460", "0"), List.of(), Policy.DEFAULT))
                .isEmpty();
    }
}
