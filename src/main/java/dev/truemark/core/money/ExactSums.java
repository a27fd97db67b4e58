package dev.truemark.core.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A sum at each of some places in a row, of amounts that each hold from one place up to another (DEFINITIONS 1).
 *
 * <p><b>Numbers.</b> Exact: integers of 128 bits at one scale, and {@code BigDecimal} beside them for an amount that needs more
 * decimals or 2^96 units of the last place and more. Up to 2^30 amounts cannot overflow. Not for use by several threads at
 * once.
 */
public final class ExactSums {
    private static final int WORD = 64;
    /** An amount's high word has so many bits beside its sign. */
    private static final int HIGH_BITS = 32;

    private static final long[] POWERS_OF_TEN = powers();

    private final int scale;
    /** What changes at each place; two words make one integer. */
    private final long[] high;

    private final long[] low;
    private BigDecimal[] beyond;
    private long wordHigh;
    private long wordLow;
    private long lastHigh;
    private long lastLow;

    /**
     * @param places how many
     * @param scale  of the integers, 0 to {@value Exact#SCALE}: as many decimals as the amounts have
     */
    public ExactSums(int places, int scale) {
        if (scale < 0 || scale > Exact.SCALE) throw new IllegalArgumentException("a scale of " + scale);
        this.scale = scale;
        this.high = new long[places];
        this.low = new long[places];
    }

    /**
     * From {@code place} on there is {@code a · b · c · 10^(−decimals)} instead of what the last call put there.
     *
     * @param place after that of the last call, if that has not ended
     * @param c positive
     * @return false, and there is nothing instead, where the integers do not hold it
     */
    public boolean change(int place, long a, long b, long c, int decimals) {
        boolean fits = multiply(a, b, c, decimals) && isSmall();
        if (!fits) {
            wordHigh = 0;
            wordLow = 0;
        }
        move(place);
        return fits;
    }

    /** From {@code place} on there is nothing instead of what the last change put there. */
    public void end(int place) {
        wordHigh = 0;
        wordLow = 0;
        move(place);
    }

    private void move(int place) {
        if (place < low.length) {
            long change = wordLow - lastLow;
            long before = low[place];
            long after = before + change;
            low[place] = after;
            high[place] += wordHigh - lastHigh - carry(wordLow, lastLow) + carry(after, before);
        }
        lastHigh = wordHigh;
        lastLow = wordLow;
    }

    private static int carry(long smaller, long greater) {
        return Long.compareUnsigned(smaller, greater) < 0 ? 1 : 0;
    }

    private boolean multiply(long a, long b, long c, int decimals) {
        int power = scale - decimals;
        if (power < 0) return false;
        wordHigh = Math.multiplyHigh(a, b);
        wordLow = a * b;
        return (c == 1 || multiply(c)) && (power == 0 || multiply(POWERS_OF_TEN[power]));
    }

    private boolean isSmall() {
        return wordHigh >> HIGH_BITS == wordHigh >> WORD - 1;
    }

    /** Adds {@code amount} from {@code from} up to, not including, {@code to}, whatever its size. */
    public void add(int from, int to, BigDecimal amount) {
        BigDecimal canonical = amount.scale() <= scale ? amount : Exact.canonical(amount);
        if (canonical.scale() <= scale) {
            BigInteger unscaled =
                    canonical.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
            if (unscaled.bitLength() <= WORD + HIGH_BITS) {
                wordHigh = unscaled.shiftRight(WORD).longValue();
                wordLow = unscaled.longValue();
                if (add(from, to)) return;
            }
        }
        if (beyond == null) beyond = new BigDecimal[high.length];
        change(from, canonical);
        if (to < high.length) change(to, canonical.negate());
    }

    private void change(int place, BigDecimal by) {
        beyond[place] = beyond[place] == null ? by : beyond[place].add(by);
    }

    /** The words times a positive factor; false if they overflow. */
    private boolean multiply(long factor) {
        long top = wordHigh * factor;
        if (Math.multiplyHigh(wordHigh, factor) != top >> WORD - 1) return false;
        long both = top + Math.unsignedMultiplyHigh(wordLow, factor);
        if (both < top) return false;
        wordHigh = both;
        wordLow *= factor;
        return true;
    }

    private boolean add(int from, int to) {
        if (!isSmall()) return false;
        long before = low[from];
        low[from] = before + wordLow;
        high[from] += wordHigh + carry(low[from], before);
        if (to < low.length) {
            before = low[to];
            low[to] = before - wordLow;
            high[to] -= wordHigh + carry(before, wordLow);
        }
        return true;
    }

    /** The sum at each place, in their order. */
    public BigDecimal[] sums() {
        BigDecimal[] sums = new BigDecimal[high.length];
        long sumHigh = 0;
        long sumLow = 0;
        BigDecimal rest = BigDecimal.ZERO;
        for (int n = 0; n < sums.length; n++) {
            long next = sumLow + low[n];
            sumHigh += high[n] + carry(next, sumLow);
            sumLow = next;
            BigDecimal sum = sumHigh == sumLow >> WORD - 1
                    ? BigDecimal.valueOf(sumLow, scale)
                    : new BigDecimal(integer(sumHigh, sumLow), scale);
            if (beyond != null && beyond[n] != null) rest = rest.add(beyond[n]);
            sums[n] = rest.signum() == 0 ? sum : sum.add(rest);
        }
        return sums;
    }

    private static BigInteger integer(long high, long low) {
        BigInteger signed = BigInteger.valueOf(low);
        BigInteger unsigned = low < 0 ? signed.add(BigInteger.ONE.shiftLeft(WORD)) : signed;
        return BigInteger.valueOf(high).shiftLeft(WORD).add(unsigned);
    }

    private static long[] powers() {
        long[] powers = new long[Exact.SCALE + 1];
        powers[0] = 1;
        for (int n = 1; n < powers.length; n++) powers[n] = powers[n - 1] * 10;
        return powers;
    }
}
