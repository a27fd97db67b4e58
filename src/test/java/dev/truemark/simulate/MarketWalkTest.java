package dev.truemark.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarketWalkTest {

    @Test
    void theSameSeedWalksTheSameWay() {
        assertThat(ticks(7, 1_000)).isEqualTo(ticks(7, 1_000)).isNotEqualTo(ticks(8, 1_000));
    }

    @Test
    void aPriceIsInCentsAndStaysNearWhereItBegan() {
        for (SimulatedEvent.Priced tick : ticks(1, 100_000)) {
            BigDecimal first = tick.listing().firstPrice();
            assertThat(tick.price().scale()).isEqualTo(2);
            assertThat(tick.price()).isBetween(first.divide(BigDecimal.TWO), first.multiply(BigDecimal.TWO));
        }
    }

    @Test
    void allTenSharesMove() {
        assertThat(ticks(3, 1_000))
                .map(tick -> tick.listing().symbol())
                .contains("AAPL", "GOOGL", "MSFT", "AMZN", "TSLA", "META", "JPM", "V", "WMT", "JNJ");
        assertThat(ticks(3, 1_000).stream()
                        .map(SimulatedEvent.Priced::price)
                        .distinct()
                        .count())
                .isGreaterThan(500);
    }

    @Test
    void itGoesOnFromTheLastPrices() {
        MarketWalk walk = new MarketWalk(random(1), Map.of("AAPL", new BigDecimal("231.07")));

        assertThat(walk.price(Listing.ALL.getFirst())).isEqualTo("231.07");
        assertThat(walk.price(Listing.ALL.getLast())).isEqualTo("160.00");
    }

    @Test
    void aStepWithoutNoiseOnlyPullsHome() {
        // 200 · (1 + 0.001 · (1 − 200/100)) = 199.80
        RandomWalk walk = new RandomWalk(new BigDecimal("100.00"), new BigDecimal("200"), 0);

        assertThat(walk.next(random(1))).isEqualTo("199.80");
    }

    @Test
    void whatIsQuotedIsPositive() {
        RandomWalk pence = new RandomWalk(new BigDecimal("0.01"), new BigDecimal("0.01"), 0.5);
        RandomGenerator random = random(5);

        assertThat(Stream.generate(() -> pence.next(random)).limit(1_000)).allMatch(value -> value.signum() > 0);
        assertThatThrownBy(() -> new RandomWalk(BigDecimal.ONE, BigDecimal.ZERO, 0.1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyIsinHasItsCheckDigit() {
        assertThat(Listing.ALL).hasSize(10).allMatch(listing -> luhn(listing.isin()) % 10 == 0);
    }

    /** ISO 6166: letters become two digits, then every second digit from the right is doubled. */
    private static int luhn(String isin) {
        StringBuilder digits = new StringBuilder();
        isin.chars().forEach(each -> digits.append(Character.getNumericValue(each)));
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.getNumericValue(digits.charAt(digits.length() - 1 - i)) * (1 + i % 2);
            sum += digit / 10 + digit % 10;
        }
        return sum;
    }

    private static List<SimulatedEvent.Priced> ticks(long seed, int count) {
        MarketWalk walk = new MarketWalk(random(seed), Map.of());
        return Stream.generate(walk::tick).limit(count).toList();
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
