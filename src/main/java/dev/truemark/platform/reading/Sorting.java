package dev.truemark.platform.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * By what a list may be sorted, in SQL and in memory alike: text by its UTF-8 bytes, absent values last when ascending.
 * The default order breaks ties, so that an order is always total.
 */
public final class Sorting<T> {
    private static final int MAX_KEYS = 5;

    /** The order of UTF-8 bytes, as of {@code COLLATE "C"}; {@code String}'s own differs beyond U+FFFF. */
    public static final Comparator<String> BYTES = Sorting::compareCodePoints;

    private final Map<String, Field<T>> fields = new LinkedHashMap<>();
    private List<Key<T>> byDefault = List.of();

    private record Field<T>(String name, String sql, Comparator<T> order) {}

    private record Key<T>(Field<T> field, boolean descending) {}

    /** A field of text; {@code sql} is its column. */
    public Sorting<T> text(String name, String sql, Function<T, String> value) {
        return field(name, sql + " COLLATE \"C\"", Comparator.comparing(value, Comparator.nullsLast(BYTES)));
    }

    public <V extends Comparable<? super V>> Sorting<T> value(String name, String sql, Function<T, V> value) {
        return field(name, sql, Comparator.comparing(value, Comparator.nullsLast(Comparator.<V>naturalOrder())));
    }

    private Sorting<T> field(String name, String sql, Comparator<T> order) {
        fields.put(name, new Field<>(name, sql, order));
        return this;
    }

    /** The order where none is asked for; must be total. */
    public Sorting<T> byDefault(String sort) {
        this.byDefault = parse(sort);
        return this;
    }

    /** @throws dev.truemark.platform.problem.ProblemException 400 for a field that cannot be sorted by */
    public Order<T> order(String sort) {
        List<Key<T>> keys = new ArrayList<>();
        if (sort != null && !sort.isEmpty()) keys.addAll(parse(sort));
        for (Key<T> tie : byDefault) {
            if (keys.stream().noneMatch(key -> key.field().equals(tie.field()))) keys.add(tie);
        }
        return new Order<>(sqlOf(keys), comparatorOf(keys));
    }

    /** An order, as the list behind {@code ORDER BY} and as a comparator. */
    public record Order<T>(String sql, Comparator<T> comparator) {}

    private List<Key<T>> parse(String sort) {
        List<Key<T>> keys = new ArrayList<>();
        for (String part : sort.split(",", -1)) {
            boolean descending = part.startsWith("-");
            Field<T> field = fields.get(descending ? part.substring(1) : part);
            if (field == null || keys.size() == MAX_KEYS) {
                throw Parameters.bad(
                        "sort", "at most " + MAX_KEYS + " of " + String.join(", ", fields.keySet()) + ", each once");
            }
            keys.add(new Key<>(field, descending));
        }
        return keys;
    }

    /** PostgreSQL sorts nulls last ascending and first descending, and so does the reversed comparator. */
    private static <T> String sqlOf(List<Key<T>> keys) {
        return String.join(
                ", ",
                keys.stream()
                        .map(key -> key.field().sql() + (key.descending() ? " DESC" : ""))
                        .toList());
    }

    private static <T> Comparator<T> comparatorOf(List<Key<T>> keys) {
        Comparator<T> all = (a, b) -> 0;
        for (Key<T> key : keys) {
            all = all.thenComparing(
                    key.descending()
                            ? key.field().order().reversed()
                            : key.field().order());
        }
        return all;
    }

    private static int compareCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean one = Character.isSurrogate(x) != Character.isSurrogate(y);
                return one ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
