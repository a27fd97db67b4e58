package dev.truemark.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    @Test
    void numbersAreReadOneAfterTheOther() {
        NumberText text = new NumberText("-3 101.50,16071 0.07");

        assertThat(text.whole()).isEqualTo(-3);
        text.decimal();
        assertThat(text.value()).isEqualTo(new BigDecimal("101.50"));
        assertThat(text.isAtEnd()).isFalse();
        assertThat(text.whole()).isEqualTo(16071);
        text.decimal();
        assertThat(text.unscaled()).isEqualTo(7);
        assertThat(text.scale()).isEqualTo(2);
        assertThat(text.isAtEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.00",
                "-0.5",
                "999999999999999999",
                "0.123456789012345678",
                "1234567890123456789.5",
                "-99999999999999999999.999999999999999999",
                "0.0000000000000000001"
            })
    void aDecimalIsThatOfItsText(String decimal) {
        NumberText text = new NumberText(decimal + ",1");

        text.decimal();

        assertThat(text.value()).isEqualTo(new BigDecimal(decimal));
    }

    @ParameterizedTest
    @CsvSource({"999999999999999999, true", "1000000000000000000, false", "0.0000000000000000001, false"})
    void whatALongHoldsForCertainIsScaled(String decimal, boolean scaled) {
        NumberText text = new NumberText(decimal);

        text.decimal();

        assertThat(text.isScaled()).isEqualTo(scaled);
    }
}
