package dev.truemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The total order within a day (DEFINITIONS 4). */
class OrderKeyTest {
    private static final LocalDate DAY = LocalDate.parse("2024-03-01");

    @Test
    void withinADayInflowsComeFirstThenInstantsThenBuysIncomeSalesOutflows() {
        List<OrderKey> inOrder = List.of(
                dateOnly(TransactionType.WITHDRAWAL, "a", DAY.minusDays(1)),
                dateOnly(TransactionType.DEPOSIT, "a", DAY),
                dateOnly(TransactionType.SPLIT, "b", DAY),
                OrderKey.timed(DAY, Instant.parse("2024-03-01T09:00:00Z"), new TransactionKey("s", "z")),
                OrderKey.timed(DAY, Instant.parse("2024-03-01T09:00:01Z"), new TransactionKey("s", "a")),
                dateOnly(TransactionType.BUY, "a", DAY),
                dateOnly(TransactionType.BUY, "b", DAY),
                dateOnly(TransactionType.DIVIDEND, "a", DAY),
                dateOnly(TransactionType.SELL, "a", DAY),
                dateOnly(TransactionType.FEE, "a", DAY),
                OrderKey.arrived(DAY, new TransactionKey("s", "a")),
                dateOnly(TransactionType.BUY, "a", DAY.plusDays(1)));

        List<OrderKey> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(4));
        Collections.sort(shuffled);

        assertThat(shuffled).isEqualTo(inOrder);
    }

    @Test
    void tiesAreBrokenBySourceThenId() {
        assertThat(new TransactionKey("a", "9")).isLessThan(new TransactionKey("b", "1"));
        assertThat(new TransactionKey("a", "1")).isLessThan(new TransactionKey("a", "2"));
    }

    private static OrderKey dateOnly(TransactionType type, String id, LocalDate date) {
        return OrderKey.dateOnly(date, type, new TransactionKey("s", id));
    }
}
