package dev.truemark.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExactSumsTest {
    private static final int PLACES = 7;

    @Test
    void anAmountHoldsFromOnePlaceUpToAnother() {
        ExactSums sums = new ExactSums(4, 2);

        sums.add(1, 3, new BigDecimal("10.25"));
        assertThat(sums.change(2, -3, 15, 1, 1)).isTrue();

        assertThat(sums.sums())
                .containsExactly(
                        new BigDecimal("0.00"),
                        new BigDecimal("10.25"),
                        new BigDecimal("5.75"),
                        new BigDecimal("-4.50"));
    }

    @Test
    void aProductThatNeedsMoreDecimalsIsLeftToTheCaller() {
        ExactSums sums = new ExactSums(1, 2);

        assertThat(sums.change(0, 1, 1, 1, 3)).isFalse();
        sums.add(0, 1, new BigDecimal("0.001"));

        assertThat(sums.sums()).containsExactly(new BigDecimal("0.001"));
    }

    @Test
    void aProductOfMoreThan96BitsIsLeftToTheCaller() {
        ExactSums sums = new ExactSums(1, 0);

        assertThat(sums.change(0, Long.MAX_VALUE, Long.MAX_VALUE, 1, 0)).isFalse();
        assertThat(sums.change(0, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 0))
                .isFalse();
        assertThat(sums.change(0, Long.MIN_VALUE, 1L << 33, 1, 0)).isTrue();

        assertThat(sums.sums())
                .containsExactly(new BigDecimal(BigInteger.ONE.shiftLeft(96).negate()));
    }

    @Property
    void sumsAreThoseOfDecimals(@ForAll long seed) {
        Random random = new Random(seed);
        int scale = random.nextInt(Exact.SCALE + 1);
        ExactSums sums = new ExactSums(PLACES, scale);
        BigDecimal[] expected = new BigDecimal[PLACES];
        Arrays.fill(expected, BigDecimal.ZERO);
        for (int i = 0; i < 20; i++) {
            int from = random.nextInt(PLACES);
            int to = from + 1 + random.nextInt(PLACES - from);
            long a = random.nextLong() >> random.nextInt(64);
            long b = random.nextLong() >> random.nextInt(64);
            long c = 1 + (random.nextLong() >>> 1 + random.nextInt(63)) / 2;
            int decimals = random.nextInt(2 * Exact.SCALE);
            BigDecimal amount = new BigDecimal(
                    BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).multiply(BigInteger.valueOf(c)), decimals);
            if (random.nextBoolean() || !changed(sums, from, to, a, b, c, decimals)) sums.add(from, to, amount);
            for (int n = from; n < to; n++) expected[n] = expected[n].add(amount);
        }

        assertThat(sums.sums()).usingElementComparator(BigDecimal::compareTo).containsExactly(expected);
    }

    /** From a place on, and ended at another. */
    private static boolean changed(ExactSums sums, int from, int to, long a, long b, long c, int decimals) {
        boolean fits = sums.change(from, a, b, c, decimals);
        sums.end(to);
        return fits;
    }

    @Property
    void aChangeTakesThePlaceOfTheOneBefore(@ForAll long seed) {
        Random random = new Random(seed);
        ExactSums sums = new ExactSums(PLACES, 6);
        BigDecimal[] expected = new BigDecimal[PLACES];
        BigDecimal now = BigDecimal.ZERO;
        for (int n = 0; n < PLACES; n++) {
            if (random.nextBoolean()) {
                long a = random.nextInt();
                long b = random.nextLong() >> random.nextInt(64);
                boolean fits = sums.change(n, a, b, 7, 3);
                BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
                now = fits ? new BigDecimal(product.multiply(BigInteger.valueOf(7)), 3) : BigDecimal.ZERO;
            }
            expected[n] = now;
        }

        assertThat(sums.sums()).usingElementComparator(BigDecimal::compareTo).containsExactly(expected);
    }
}
