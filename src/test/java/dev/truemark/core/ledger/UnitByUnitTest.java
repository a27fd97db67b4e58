package dev.truemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Policy.CostMethod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The lot methods against a ledger that keeps every unit by itself and knows no lots. */
class UnitByUnitTest {

    /** Positive numbers buy so many units at {@code price}, negative ones sell at 50. */
    @Property
    void lotsGiveWhatSingleUnitsGive(
            @ForAll CostMethod method,
            @ForAll @Size(max = 25) List<@IntRange(min = -12, max = 12) Integer> moves,
            @ForAll @Size(25) List<@IntRange(min = 1, max = 9) Integer> prices) {
        if (method == CostMethod.AVERAGE) return;
        List<Integer> units = new ArrayList<>();
        long realized = 0;
        List<Transaction> run = new ArrayList<>();
        for (int i = 0; i < moves.size(); i++) {
            int move = moves.get(i);
            if (move == 0) continue;
            String date = LocalDate.EPOCH.plusDays(i).toString();
            if (move > 0) {
                for (int k = 0; k < move; k++) units.add(prices.get(i));
                run.add(Tx.buy(date, "" + move, "" + move * prices.get(i)).now());
            } else {
                run.add(Tx.sell(date, "" + -move, "" + -move * 50).now());
                for (int k = 0; k < -move && -move <= units.size() + k; k++) realized += 50 - take(units, method);
            }
        }

        BookState end =
                PositionLedger.book(BookState.EMPTY, run, Books.by(method)).end();

        assertThat(end.realized()).isEqualByComparingTo(BigDecimal.valueOf(realized));
        assertThat(end.quantity()).isEqualByComparingTo(BigDecimal.valueOf(units.size()));
        assertThat(end.cost())
                .isEqualByComparingTo(BigDecimal.valueOf(
                        units.stream().mapToLong(Integer::longValue).sum()));
    }

    private static int take(List<Integer> units, CostMethod method) {
        return switch (method) {
            case FIFO, SPECIFIC, AVERAGE -> units.removeFirst();
            case LIFO -> units.removeLast();
            case HIFO -> {
                Integer highest = units.stream().max(Comparator.naturalOrder()).orElseThrow();
                units.remove(highest);
                yield highest;
            }
            case LOFO -> {
                Integer lowest = units.stream().min(Comparator.naturalOrder()).orElseThrow();
                units.remove(lowest);
                yield lowest;
            }
        };
    }
}
