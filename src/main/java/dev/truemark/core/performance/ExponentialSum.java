package dev.truemark.core.performance;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * {@code g(u) = Σ cᵢ·e^(u·tᵢ)}, and all its zeros between two bounds.
 *
 * <p>An interval is dropped when {@code g} cannot vanish in it, and solved when {@code g} is monotone in it; otherwise it is
 * cut in two. The slope of {@code g} in an interval follows from its terms, each of which is monotone, and what {@code g} can
 * be follows from its values at both ends and from the slope: so no zero is stepped over. All of it is done on
 * {@code e^(−u·τ)·g(u)}, which has the same zeros: with {@code τ} at the middle of the terms the bounds are tight, and with
 * {@code τ} at the only change of sign the product is monotone on the whole line. Zeros nearer than {@value #NEAR} between
 * which nothing is left but rounding are told as one, a double zero among them.
 * <p><b>Numbers.</b> double; a bound counts only beyond the rounding error of the sum.
 * <p><b>Source.</b> R. E. Moore, Interval Analysis (1966), ch. 7; S. A. Piyavskii, USSR Comput. Math. Math. Phys. 12 (1972)
 * 57–67, for bounds from slopes; G. Pólya and G. Szegő, Problems and Theorems in Analysis II, part V, 77, for the rule of
 * signs.
 */
final class ExponentialSum {
    private static final double LEAST_WIDTH = 1e-9;
    private static final double NEAR = 1e-6;
    /** Rounding error of one term, relative. */
    private static final double NOISE = 4e-16;
    /** A value that small beside its terms is none. */
    private static final double TOUCH = 1e-13;
    /** A step that small is the last. */
    private static final double LEAST_STEP = 1e-16;

    private final double[] c;
    private final double[] t;
    private final Optional<DailyPowers> daily;
    private final int signChanges;
    private int steps;

    private ExponentialSum(double[] c, double[] t) {
        this.c = c;
        this.t = t;
        this.daily = DailyPowers.of(t);
        this.signChanges = signChanges(c);
    }

    /** Weights at their times; those of one time are added, and what is zero is left out. */
    static ExponentialSum of(double[] times, BigDecimal[] weights) {
        Integer[] order = new Integer[times.length];
        for (int i = 0; i < order.length; i++) order[i] = i;
        Arrays.sort(order, Comparator.comparingDouble(i -> times[i]));
        double[] c = new double[times.length];
        double[] t = new double[times.length];
        int n = 0;
        for (int i = 0; i < order.length; ) {
            double time = times[order[i]];
            BigDecimal sum = weights[order[i++]];
            while (i < order.length && times[order[i]] == time) sum = sum.add(weights[order[i++]]);
            if (sum.signum() == 0) continue;
            c[n] = sum.doubleValue();
            t[n++] = time;
        }
        return new ExponentialSum(Arrays.copyOf(c, n), Arrays.copyOf(t, n));
    }

    /**
     * @param at     the zeros, ascending
     * @param beyond whether, where there is none, one is known to lie outside the bounds
     * @param steps  of Newton or bisection, for all of them
     */
    record Roots(List<Double> at, boolean beyond, int steps) {}

    private record Interval(double from, double to) {
        double middle() {
            return from + (to - from) / 2;
        }

        boolean isTiny() {
            return to - from <= LEAST_WIDTH * Math.max(1, Math.abs(from));
        }
    }

    double at(double u) {
        double sum = 0;
        for (int i = 0; i < c.length; i++) sum += c[i] * StrictMath.exp(u * t[i]);
        return sum;
    }

    Roots roots(double from, double to) {
        steps = 0;
        List<Double> found = new ArrayList<>();
        Deque<Interval> open = new ArrayDeque<>();
        open.push(new Interval(from, to));
        while (!open.isEmpty()) {
            Interval each = open.pop();
            Bounds bounds = new Bounds(each, signChanges == 1 ? onlyChange() : nearCenter(each.middle()));
            if (bounds.excludesZero()) continue;
            if (bounds.isMonotone()) {
                addZero(each, signChanges == 1 ? onlyChange() : center(each.middle()), found);
            } else if (each.isTiny()) {
                if (vanishes(each.middle(), center(each.middle()))) add(each.middle(), found);
            } else {
                open.push(new Interval(each.middle(), each.to()));
                open.push(new Interval(each.from(), each.middle()));
            }
        }
        return new Roots(found, found.isEmpty() && isBeyond(from, to), steps);
    }

    /** The first and the last term rule far out; a sign at a bound that is not theirs tells of a zero further out. */
    private boolean isBeyond(double from, double to) {
        boolean below = c[0] < 0 != scaled(from, t[0]) < 0;
        boolean above = c[c.length - 1] < 0 != scaled(to, t[t.length - 1]) < 0;
        return below || above;
    }

    private void addZero(Interval in, double tau, List<Double> found) {
        double low = scaled(in.from(), tau);
        double high = scaled(in.to(), tau);
        if (low == 0) {
            add(in.from(), found);
        } else if (high == 0) {
            add(in.to(), found);
        } else if (low < 0 != high < 0) {
            add(zero(in, low, tau), found);
        }
    }

    /** Two zeros between which nothing is left but rounding are one. */
    private void add(double u, List<Double> found) {
        double last = found.isEmpty() ? Double.NEGATIVE_INFINITY : found.getLast();
        double middle = u - (u - last) / 2;
        if (u - last <= NEAR * Math.max(1, Math.abs(u)) && vanishes(middle, center(middle))) return;
        found.add(u);
    }

    /** Newton's steps, and a bisection wherever one would leave the bracket or gain less than half of the step before. */
    private double zero(Interval bracket, double atFrom, double tau) {
        double from = bracket.from();
        double to = bracket.to();
        double u = bracket.middle();
        double lastStep = to - from;
        while (to - from > Math.ulp(u)) {
            steps++;
            double[] at = valueAndSlope(u, tau);
            if (at[0] == 0) return u;
            if (at[0] < 0 == atFrom < 0) {
                from = u;
            } else {
                to = u;
            }
            double newton = u - at[0] / at[1];
            if (Math.abs(newton - u) <= LEAST_STEP * Math.max(1, Math.abs(u))) return newton;
            boolean good = newton > from && newton < to && Math.abs(newton - u) <= lastStep / 2;
            double next = good ? newton : from + (to - from) / 2;
            lastStep = Math.abs(next - u);
            u = next;
        }
        return u;
    }

    private double[] valueAndSlope(double u, double tau) {
        double shift = largestExponent(u, tau);
        double value = 0;
        double slope = 0;
        for (int i = 0; i < c.length; i++) {
            double term = c[i] * StrictMath.exp(u * (t[i] - tau) - shift);
            value += term;
            slope += term * (t[i] - tau);
        }
        return new double[] {value, slope};
    }

    /** Whether nothing is left at {@code u} but rounding. */
    private boolean vanishes(double u, double tau) {
        double shift = largestExponent(u, tau);
        double size = 0;
        for (int i = 0; i < c.length; i++) size += Math.abs(c[i]) * StrictMath.exp(u * (t[i] - tau) - shift);
        return Math.abs(scaled(u, tau)) <= TOUCH * size;
    }

    /** The product at {@code u}, over the largest of its powers. */
    private double scaled(double u, double tau) {
        double shift = largestExponent(u, tau);
        double sum = 0;
        for (int i = 0; i < c.length; i++) sum += c[i] * StrictMath.exp(u * (t[i] - tau) - shift);
        return sum;
    }

    private double largestExponent(double u, double tau) {
        return Math.max(u * (t[0] - tau), u * (t[t.length - 1] - tau));
    }

    private static int signChanges(double[] c) {
        int changes = 0;
        for (int i = 1; i < c.length; i++) {
            if (c[i] < 0 != c[i - 1] < 0) changes++;
        }
        return changes;
    }

    private double onlyChange() {
        int i = 1;
        while (c[i] < 0 == c[i - 1] < 0) i++;
        return (t[i] + t[i - 1]) / 2;
    }

    /** The same up to rounding, which is enough for bounds. */
    private double nearCenter(double u) {
        double[] powers = powers(u, 0, largestExponent(u, 0));
        double weights = 0;
        double times = 0;
        for (int i = 0; i < c.length; i++) {
            double size = Math.abs(c[i]) * powers[i];
            weights += size;
            times += size * t[i];
        }
        return weights > 0 ? times / weights : 0;
    }

    /** {@code e^(u·(tᵢ − τ) − shift)}, each within a rounding error or two. */
    private double[] powers(double u, double tau, double shift) {
        double[] powers = new double[t.length];
        if (daily.isPresent()) {
            daily.get().fill(powers, u, tau, shift);
        } else {
            for (int i = 0; i < t.length; i++) powers[i] = StrictMath.exp(u * (t[i] - tau) - shift);
        }
        return powers;
    }

    /** The mean time of the terms at {@code u} by their size. */
    private double center(double u) {
        double shift = largestExponent(u, 0);
        double weights = 0;
        double times = 0;
        for (int i = 0; i < c.length; i++) {
            double size = Math.abs(c[i]) * StrictMath.exp(u * t[i] - shift);
            weights += size;
            times += size * t[i];
        }
        return weights > 0 ? times / weights : 0;
    }

    /** Between what {@code e^(−u·τ)·g(u)} and its slope lie in an interval, up to one positive factor. */
    private final class Bounds {
        private final double tau;
        private final double width;
        private double atFrom;
        private double atTo;
        private double size;
        private double leastSlope;
        private double mostSlope;
        private double slopeSize;

        Bounds(Interval in, double tau) {
            this.tau = tau;
            this.width = in.to() - in.from();
            double shift = Math.max(largestExponent(in.from(), tau), largestExponent(in.to(), tau));
            double[] below = powers(in.from(), tau, shift);
            double[] above = powers(in.to(), tau, shift);
            for (int i = 0; i < c.length; i++) {
                double d = t[i] - tau;
                double a = below[i];
                double b = above[i];
                atFrom += c[i] * a;
                atTo += c[i] * b;
                addSlope(c[i] * d, Math.min(a, b), Math.max(a, b));
                size += Math.abs(c[i]) * Math.max(a, b);
            }
        }

        private void addSlope(double slope, double smallest, double largest) {
            leastSlope += slope * (slope > 0 ? smallest : largest);
            mostSlope += slope * (slope > 0 ? largest : smallest);
            slopeSize += Math.abs(slope) * largest;
        }

        boolean isMonotone() {
            double error = NOISE * c.length * slopeSize;
            return leastSlope > error || mostSlope < -error;
        }

        /** Both ends are on one side, and even the steepest slopes from both do not reach the other. */
        boolean excludesZero() {
            if (atFrom < 0 != atTo < 0) return false;
            double near = Math.abs(atFrom);
            double far = Math.abs(atTo);
            double down = Math.max(0, atFrom > 0 ? -leastSlope : mostSlope);
            double up = Math.max(0, atFrom > 0 ? mostSlope : -leastSlope);
            double lowest = down == 0 || up == 0
                    ? Math.min(near, far)
                    : (up * near + down * far - up * down * width) / (up + down);
            return Math.min(lowest, Math.min(near, far)) > NOISE * c.length * (size + slopeSize * width);
        }
    }
}
