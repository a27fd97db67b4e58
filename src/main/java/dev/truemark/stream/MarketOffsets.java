package dev.truemark.stream;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the market's logs were folded.
 *
 * @param next the next offset to fold, by {@code topic/partition}
 */
record MarketOffsets(SortedMap<String, Long> next) {
    static final MarketOffsets NONE = new MarketOffsets(Map.of());

    MarketOffsets(Map<String, Long> next) {
        this(new TreeMap<>(next));
    }
}
