package dev.truemark.client;

import java.util.List;

/**
 * What of a portfolio is followed.
 *
 * @param symbols securities or symbols whose positions are told, all where it is empty; a state with a filter has no hash, and
 *                begins with a snapshot after each loss of the connection
 * @param maxHz   1, 4, 10, or 0 for every change
 */
public record Filter(List<String> symbols, int maxHz) {
    /** Everything. */
    public static final Filter NONE = new Filter(List.of(), 0);

    public Filter {
        symbols = List.copyOf(symbols);
    }
}
