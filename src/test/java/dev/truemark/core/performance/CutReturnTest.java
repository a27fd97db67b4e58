package dev.truemark.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.CutReturn.Cut;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CutReturnTest {
    private static BaseAmount of(String amount) {
        return amount == null ? BaseAmount.UNKNOWN : BaseAmount.of(new BigDecimal(amount));
    }

    private static Cut cut(String before, String flow) {
        return new Cut(of(before), of(flow));
    }

    /** Bacon (2008), table 3.3 in kind: 74.2 rises to 103.1 without the flow of 37.1, then 140.2 falls to 104.4. */
    @Test
    void aFlowWeighsInNoPiece() {
        Statistic found = CutReturn.of(of("74.2"), List.of(cut("103.1", "37.1")), of("104.4"));

        assertThat(found.toOptional().orElseThrow()).isCloseTo(103.1 / 74.2 * (104.4 / 140.2) - 1, within(1e-15));
    }

    @Test
    void aTimeWithoutFlowsIsThatOfItsEnds() {
        assertThat(CutReturn.of(of("100"), List.of(), of("125"))).isEqualTo(Statistic.of(0.25));
    }

    @Test
    void beforeTheFirstMoneyNothingIsEarned() {
        assertThat(CutReturn.of(of("0"), List.of(cut("0", "100")), of("110"))).isEqualTo(Statistic.of(0.1));
        assertThat(CutReturn.of(of("100"), List.of(cut("110", "-110")), of("0"))
                        .toOptional()
                        .orElseThrow())
                .isCloseTo(0.1, within(1e-15));
    }

    @Test
    void whatIsNotKnownHasNoReturn() {
        assertThat(CutReturn.of(of("100"), List.of(cut(null, "5")), of("110")))
                .isEqualTo(Statistic.undefined(Undefined.VALUE_UNKNOWN));
        assertThat(CutReturn.of(of("100"), List.of(cut("105", null)), of("110")))
                .isEqualTo(Statistic.undefined(Undefined.FLOW_UNKNOWN));
        assertThat(CutReturn.of(of("0"), List.of(), of("0")))
                .isEqualTo(Statistic.undefined(Undefined.NOTHING_INVESTED));
        assertThat(CutReturn.of(of("100"), List.of(cut("110", "-120")), of("5")))
                .isEqualTo(Statistic.undefined(Undefined.NOTHING_INVESTED));
        assertThat(CutReturn.of(of("0"), List.of(), of("3")))
                .isEqualTo(Statistic.undefined(Undefined.NOTHING_INVESTED));
    }

    /** Whatever comes and goes, one who holds the same mix throughout earns what the mix earns. */
    @Property
    void flowsDoNotChangeTheReturnOfAFund(
            @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 50, max = 200) Integer> prices,
            @ForAll @IntRange(min = 1, max = 1000) int first,
            @ForAll @Size(8) List<@IntRange(min = 0, max = 500) Integer> bought) {
        BigDecimal units = BigDecimal.valueOf(first);
        List<Cut> cuts = new ArrayList<>();
        for (int n = 1; n < prices.size() - 1; n++) {
            BigDecimal price = BigDecimal.valueOf(prices.get(n));
            BigDecimal more = BigDecimal.valueOf(bought.get(n));
            cuts.add(new Cut(BaseAmount.of(units.multiply(price)), BaseAmount.of(more.multiply(price))));
            units = units.add(more);
        }
        BaseAmount begin = BaseAmount.of(BigDecimal.valueOf((long) first * prices.getFirst()));
        BaseAmount end = BaseAmount.of(units.multiply(BigDecimal.valueOf(prices.getLast())));

        double found = CutReturn.of(begin, cuts, end).toOptional().orElseThrow();

        assertThat(found).isCloseTo((double) prices.getLast() / prices.getFirst() - 1, within(1e-12));
    }
}
