package dev.truemark.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.core.instrument.Quotation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceRunsTest {
    private static final Instant DAY = Instant.parse("2025-08-15T00:00:00Z");

    private static Price price(String price) {
        return new Price(new BigDecimal(price), "USD", DAY, true, "A");
    }

    @Test
    void aPriceHoldsUntilTheNext() {
        PriceRuns runs = new PriceRuns.Builder(1)
                .add(0, Optional.empty())
                .add(2, Optional.of(price("10.50")))
                .add(5, Optional.of(price("-3")))
                .build();

        assertThat(List.of(0, 1, 2, 3, 4, 5, 99).stream().map(each -> runs.price(runs.at(each))))
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(price("10.50")),
                        Optional.of(price("10.50")),
                        Optional.of(price("10.50")),
                        Optional.of(price("-3")),
                        Optional.of(price("-3")));
        assertThat(runs.currencies()).containsExactly("USD");
        assertThat(runs.mostDecimals()).isEqualTo(2);
    }

    @Test
    void aPriceOfManyDigitsIsKeptWhole() {
        Price wide = price("12345678901234567890.123456789012345678");
        PriceRuns runs = new PriceRuns.Builder(1).add(0, Optional.of(wide)).build();

        assertThat(runs.isScaled(0)).isFalse();
        assertThat(runs.price(0)).contains(wide);
        assertThat(runs.as(Quotation.UNKNOWN).price(0)).contains(wide.as(Quotation.UNKNOWN));
    }

    @Test
    void booksThatSayTheSameAreOneRun() {
        PriceBook first = id -> Optional.of(price("1"));
        PriceBook second = id -> Optional.of(price("2"));

        PriceRuns runs = PriceRuns.of("X", List.of(first, first, second, second));

        assertThat(runs.size()).isEqualTo(2);
        assertThat(runs.from(1)).isEqualTo(2);
        assertThat(runs.price(1)).contains(price("2"));
    }

    @Test
    void nothingBecomesAPriceByWhatItWouldMean() {
        assertThat(PriceRuns.NONE.as(Quotation.UNIT).price(0)).isEmpty();
    }

    @Test
    void runsStartAtTheFirstMomentAndAscend() {
        assertThatThrownBy(
                        () -> new PriceRuns.Builder(1).add(1, Optional.empty()).build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new PriceRuns.Builder(1)
                        .add(0, Optional.empty())
                        .add(0, Optional.of(price("1")))
                        .build())
                .isInstanceOf(IllegalStateException.class);
    }
}
