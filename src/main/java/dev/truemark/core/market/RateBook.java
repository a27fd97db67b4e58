package dev.truemark.core.market;

/** The newest rate of each pair of currencies at or before one instant; {@link Rate#MISSING} where none is known. */
@FunctionalInterface
public interface RateBook {
    Rate rate(String from, String to);
}
