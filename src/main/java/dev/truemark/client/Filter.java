package dev.truemark.client;

import java.util.List;

/**
 * What of a portfolio is followed.
 *
 * @param symbols securities or symbols whose positions are told, all where it is empty; a state with a filter has no hash, and
 *                begins with a snapshot after each loss of the connection
 * @param maxHz   1, 4, 10, or 0 for every change
 * @param analytics whether the day so far is told too, of the whole portfolio; not of the past
 */
public record Filter(List<String> symbols, int maxHz, boolean analytics) {
    /** Everything. */
    public static final Filter NONE = new Filter(List.of(), 0, false);

    public Filter {
        symbols = List.copyOf(symbols);
    }

    /** Figures without those of the day. */
    public Filter(List<String> symbols, int maxHz) {
        this(symbols, maxHz, false);
    }

    /** The same, and the day so far. */
    public Filter withAnalytics() {
        return new Filter(symbols, maxHz, true);
    }
}
