package dev.truemark.platform.reading;

import java.util.List;
import java.util.function.Function;

/**
 * Some items of a list, and whether there are more.
 *
 * @param nextOffset where the next page begins; -1 on the last page
 */
public record Page<T>(List<T> items, int nextOffset) {
    public Page {
        items = List.copyOf(items);
    }

    /** From rows that were asked for one more than the page holds. */
    public static <T> Page<T> ofOneMore(List<T> rows, PageRequest request) {
        boolean more = rows.size() > request.limit();
        return new Page<>(
                more ? rows.subList(0, request.limit()) : rows, more ? request.offset() + request.limit() : -1);
    }

    /** From the whole list, in order. */
    public static <T> Page<T> of(List<T> all, PageRequest request) {
        int from = Math.min(request.offset(), all.size());
        int to = Math.min(from + request.limit(), all.size());
        return new Page<>(all.subList(from, to), to < all.size() ? to : -1);
    }

    public <U> Page<U> map(Function<T, U> mapper) {
        return new Page<>(items.stream().map(mapper).toList(), nextOffset);
    }
}
