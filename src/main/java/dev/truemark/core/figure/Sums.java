package dev.truemark.core.figure;

import java.util.function.IntToDoubleFunction;

/**
 * Sums of doubles in the order given, with Neumaier's compensation: the error does not grow with the number of terms.
 * <p><b>Source.</b> A. Neumaier, ZAMM 54 (1974), 39–51.
 */
public final class Sums {
    private Sums() {}

    public static double of(double[] terms) {
        return of(terms.length, i -> terms[i]);
    }

    /** Of {@code term(0)} to {@code term(n − 1)}. */
    public static double of(int n, IntToDoubleFunction term) {
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < n; i++) {
            double x = term.applyAsDouble(i);
            double next = sum + x;
            lost += Math.abs(sum) >= Math.abs(x) ? (sum - next) + x : (x - next) + sum;
            sum = next;
        }
        return sum + lost;
    }
}
