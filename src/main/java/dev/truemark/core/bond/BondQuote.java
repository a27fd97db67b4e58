package dev.truemark.core.bond;

/** What is known of a bond's value: one of these gives the others. Prices per 100 face; the yield a year, as a decimal. */
public sealed interface BondQuote {
    /** Without accrued interest. */
    record CleanPrice(double price) implements BondQuote {}

    /** With accrued interest: what is paid. */
    record DirtyPrice(double price) implements BondQuote {}

    record Yield(double yield) implements BondQuote {}
}
