package dev.truemark.core.valuation;

/**
 * What was held from one of some moments up to another.
 *
 * @param from the first moment, numbered from 0
 * @param to   the first moment that no longer counts; later than {@code from}
 */
public record Stretch<T>(T held, int from, int to) {
    public Stretch {
        if (from < 0 || to <= from) throw new IllegalArgumentException("from " + from + " to " + to);
    }
}
