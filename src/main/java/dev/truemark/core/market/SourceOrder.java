package dev.truemark.core.market;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which source is believed where several tell a quote for the same instant (DEFINITIONS 14): the first of the list in
 * force on the quote's date, then those not listed, by name.
 */
public final class SourceOrder {
    /** No source is preferred: by name. */
    public static final SourceOrder BY_NAME = new SourceOrder(Map.of());

    private final NavigableMap<LocalDate, List<String>> lists;

    /** @param lists sources from the most to the least believed, by the first date on which the list holds */
    public SourceOrder(Map<LocalDate, List<String>> lists) {
        this.lists = new TreeMap<>(lists);
    }

    /** One list for all dates. */
    public static SourceOrder of(String... mostBelievedFirst) {
        return new SourceOrder(Map.of(LocalDate.MIN, List.of(mostBelievedFirst)));
    }

    /** The more believed one is the greater. */
    Comparator<Quote> byBelief() {
        return Comparator.comparingInt(this::rank).thenComparing(Quote::source).reversed();
    }

    /** The lists by their first dates; equal orders have the same text. */
    @Override
    public String toString() {
        return lists.toString();
    }

    private int rank(Quote quote) {
        Map.Entry<LocalDate, List<String>> inForce = lists.floorEntry(quote.date(ZoneOffset.UTC));
        int listed = inForce == null ? -1 : inForce.getValue().indexOf(quote.source());
        return listed < 0 ? Integer.MAX_VALUE : listed;
    }
}
