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
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic rules of DEFINITIONS 1. */
class ExactTest {

    /** The last two lie exactly half way between two results: HALF_EVEN takes the even one. */
    @ParameterizedTest(name = "{0} / {1} = {2}")
    @CsvSource({
        "1, 3, 0.333333333333333333",
        "2, 3, 0.666666666666666667",
        "-2, 3, -0.666666666666666667",
        "0.000000000000000001, 2, 0",
        "0.000000000000000003, 2, 0.000000000000000002"
    })
    void aDivisionKeepsEighteenDecimalsHalfEven(BigDecimal dividend, BigDecimal divisor, String quotient) {
        assertThat(Exact.plain(Exact.divide(dividend, divisor))).isEqualTo(quotient);
    }

    @Test
    void dividingByOneRoundsNothing() {
        BigDecimal fine = new BigDecimal("0.1234567890123456789012345");

        assertThat(Exact.divide(fine, new BigDecimal("1.00"))).isEqualTo(fine);
        assertThat(Exact.divide(fine, new BigDecimal("-1.0"))).isEqualTo(fine.negate());
    }

    @Test
    void theWholeIsReturnedUnrounded() {
        BigDecimal fine = new BigDecimal("0.1234567890123456789012345");

        assertThat(Exact.share(fine, new BigDecimal("3.0"), new BigDecimal("3")))
                .isEqualTo(fine);
    }

    @Test
    void dividingByNothingIsRefused() {
        assertThatThrownBy(() -> Exact.divide(BigDecimal.ONE, BigDecimal.ZERO)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"100, 100", "1E+3, 1000", "1.500, 1.5", "0.000, 0", "-0.10, -0.1", "1E-7, 0.0000001"})
    void aNumberIsShownPlainly(BigDecimal value, String text) {
        assertThat(Exact.plain(value)).isEqualTo(text);
        assertThat(Exact.canonical(value).toString()).isEqualTo(new BigDecimal(text).toString());
    }

    @Property
    void equalNumbersHaveOneCanonicalForm(@ForAll @BigRange(min = "-1000", max = "1000") @Scale(6) BigDecimal value) {
        assertThat(Exact.canonical(value)).isEqualTo(Exact.canonical(value.setScale(value.scale() + 9)));
        assertThat(Exact.canonical(value)).isEqualByComparingTo(value);
    }

    /** {@code |share·whole − total·part| ≤ whole·10⁻¹⁸/2}. */
    @Property
    void aShareIsOffByHalfAUnitOfTheLastPlaceAtMost(
            @ForAll @BigRange(min = "-1000000", max = "1000000") @Scale(6) BigDecimal total,
            @ForAll @BigRange(min = "0.001", max = "500") @Scale(3) BigDecimal part,
            @ForAll @BigRange(min = "500.001", max = "1000") @Scale(3) BigDecimal whole) {
        BigDecimal error = Exact.share(total, part, whole).multiply(whole).subtract(total.multiply(part));

        assertThat(error.abs()).isLessThanOrEqualTo(whole.multiply(new BigDecimal("0.5E-18")));
    }
}
