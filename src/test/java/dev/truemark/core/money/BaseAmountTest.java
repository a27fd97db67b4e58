package dev.truemark.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Amounts that may be unknown (DEFINITIONS 3). */
class BaseAmountTest {
    private static final BaseAmount FIVE = BaseAmount.of(new BigDecimal("5.00"));

    @Test
    void whatIsComputedFromAnUnknownAmountIsUnknown() {
        assertThat(FIVE.plus(BaseAmount.UNKNOWN)).isEqualTo(BaseAmount.UNKNOWN);
        assertThat(BaseAmount.UNKNOWN.plus(FIVE)).isEqualTo(BaseAmount.UNKNOWN);
        assertThat(FIVE.minus(BaseAmount.UNKNOWN)).isEqualTo(BaseAmount.UNKNOWN);
        assertThat(BaseAmount.UNKNOWN.negate()).isEqualTo(BaseAmount.UNKNOWN);
        assertThat(BaseAmount.UNKNOWN.share(BigDecimal.ONE, BigDecimal.TEN)).isEqualTo(BaseAmount.UNKNOWN);
        assertThat(BaseAmount.UNKNOWN.isKnown()).isFalse();
        assertThat(BaseAmount.UNKNOWN.value()).isEmpty();
    }

    @Test
    void anUnknownAmountIsNotZero() {
        assertThat(BaseAmount.UNKNOWN).isNotEqualTo(BaseAmount.ZERO);
        assertThat(BaseAmount.ofNullable(null)).isEqualTo(BaseAmount.UNKNOWN);
        assertThat(BaseAmount.UNKNOWN.orNull()).isNull();
    }

    @Test
    void amountsAreEqualAsNumbers() {
        BaseAmount same = BaseAmount.ofNullable(new BigDecimal("5"));

        assertThat(same).isEqualTo(FIVE).hasSameHashCodeAs(FIVE);
        assertThat(FIVE.minus(same)).isEqualTo(BaseAmount.ZERO);
        assertThat(FIVE.negate()).isEqualTo(BaseAmount.of(new BigDecimal("-5")));
        assertThat(FIVE.share(BigDecimal.ONE, BigDecimal.TEN)).isEqualTo(BaseAmount.of(new BigDecimal("0.5")));
        assertThat(FIVE.isKnown()).isTrue();
    }
}
