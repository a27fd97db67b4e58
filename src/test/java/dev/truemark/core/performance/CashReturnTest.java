package dev.truemark.core.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CashReturnTest {
    private static final BigDecimal EUR_A_DAY = new BigDecimal("0.0001");

    @Test
    void aDayEarnsA365thOfAYear() {
        assertThat(new CashReturn.Yearly(new BigDecimal("0.0365"))
                        .on(LocalDate.of(2024, 2, 29))
                        .orElseThrow())
                .isEqualByComparingTo(EUR_A_DAY);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2025-06-06, 0.001", // a Friday: 1001 after 1000
        "2025-06-07, 0", // the level of Friday holds
        "2025-06-12, 0",
        "2025-06-13, ", // a week after it, no longer
        "2025-06-05, " // nothing before
    })
    void aLevelOfCashHoldsForAWeek(LocalDate date, BigDecimal earned) {
        CashReturn levels = new CashReturn.Levels(new TreeMap<>(Map.of(
                LocalDate.of(2025, 6, 5), new BigDecimal("1000"), LocalDate.of(2025, 6, 6), new BigDecimal("1001"))));

        assertThat(levels.on(date).isPresent()).isEqualTo(earned != null);
        levels.on(date).ifPresent(each -> assertThat(each).isEqualByComparingTo(earned));
    }

    @Test
    void onlyAWeekendMayHaveNoReturnOfCash() {
        CashReturn returns = new CashReturn.Returns(Map.of(LocalDate.of(2025, 6, 6), EUR_A_DAY));

        assertThat(returns.on(LocalDate.of(2025, 6, 6))).hasValue(EUR_A_DAY);
        assertThat(returns.on(LocalDate.of(2025, 6, 7))).hasValue(BigDecimal.ZERO);
        assertThat(returns.on(LocalDate.of(2025, 6, 9))).isEmpty();
    }
}
