package dev.truemark.core.market;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prices of securities at each of some moments.
 *
 * @param moments how many, numbered from 0
 * @param runs    by security id; of one that is not there no price is known
 */
public record PriceTable(int moments, Map<String, PriceRuns> runs) {
    public PriceTable {
        runs = Map.copyOf(runs);
    }

    /** What a book of each moment says of {@code securityIds}. */
    public static PriceTable of(Iterable<String> securityIds, List<? extends PriceBook> books) {
        Map<String, PriceRuns> runs = new HashMap<>();
        securityIds.forEach(id -> runs.put(id, PriceRuns.of(id, books)));
        return new PriceTable(books.size(), runs);
    }

    public PriceRuns of(String securityId) {
        return runs.getOrDefault(securityId, PriceRuns.NONE);
    }

    /** The book of a moment. */
    public PriceBook at(int moment) {
        return securityId -> {
            PriceRuns all = of(securityId);
            return all.price(all.at(moment));
        };
    }

    /** The book of each moment. */
    public List<PriceBook> books() {
        List<PriceBook> books = new ArrayList<>(moments);
        for (int n = 0; n < moments; n++) books.add(at(n));
        return books;
    }
}
