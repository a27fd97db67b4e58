package dev.truemark.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversion by direct, inverse and cross rates (DEFINITIONS 1 and 14). */
class ConversionTest {
    private static final BigDecimal THREE = new BigDecimal("3");

    @Test
    void aDirectRateMultipliesWithoutRounding() {
        BigDecimal fine = new BigDecimal("0.0000000000000000011");

        assertThat(Conversion.direct(fine).apply(THREE).value()).contains(new BigDecimal("0.0000000000000000033"));
    }

    @Test
    void anInverseRateDividesByTheQuoteAndIsNotRoundedFirst() {
        // Multiplying by 1/3 rounded would give 0.999999999999999999
        assertThat(Conversion.inverse(THREE).apply(THREE)).isEqualTo(BaseAmount.of(BigDecimal.ONE));
    }

    @Test
    void aCrossRoundsOnceAtItsEnd() {
        // 7 CHF at CHF/EUR quoted as EUR/CHF 0.9, then EUR/USD 1.2: 7·1.2/0.9
        Conversion cross = Conversion.inverse(new BigDecimal("0.9")).then(Conversion.direct(new BigDecimal("1.2")));

        assertThat(cross.apply(new BigDecimal("7")).value()).contains(new BigDecimal("9.333333333333333333"));
        assertThat(((Conversion.Known) cross).rate()).isEqualByComparingTo("1.333333333333333333");
    }

    @Test
    void thereAndBackAgainIsTheSameAmount() {
        Conversion round = Conversion.direct(THREE).then(Conversion.inverse(THREE));

        assertThat(round.apply(new BigDecimal("0.07"))).isEqualTo(BaseAmount.of(new BigDecimal("0.07")));
    }

    @Test
    void anUnknownRateMakesAnUnknownAmountAndIsNeverOne() {
        assertThat(Conversion.UNKNOWN.apply(BigDecimal.ONE)).isEqualTo(BaseAmount.UNKNOWN);
        assertThat(Conversion.UNKNOWN.then(Conversion.IDENTITY)).isEqualTo(Conversion.UNKNOWN);
        assertThat(Conversion.IDENTITY.then(Conversion.UNKNOWN)).isEqualTo(Conversion.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1.1"})
    void aRateThatIsNotPositiveIsRefused(BigDecimal rate) {
        assertThatThrownBy(() -> Conversion.direct(rate)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Conversion.inverse(rate)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void oppositeAmountsConvertToOppositeAmounts(
            @ForAll @BigRange(min = "-1000000", max = "1000000") @Scale(4) BigDecimal amount,
            @ForAll @BigRange(min = "0.01", max = "200") @Scale(4) BigDecimal quoted) {
        Conversion inverse = Conversion.inverse(quoted);

        assertThat(inverse.apply(amount.negate()))
                .isEqualTo(inverse.apply(amount).negate());
    }
}
