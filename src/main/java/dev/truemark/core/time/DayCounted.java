package dev.truemark.core.time;

/**
 * The time between two dates as a day count convention sees it.
 *
 * @param days  in the convention's own count: actual days, days of months of 30, or business days
 * @param years fraction of a year
 */
public record DayCounted(int days, double years) {}
