package dev.truemark.stream;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Why figures changed.
 *
 * @param ids   what the cause is made of: securities, currency pairs or transactions; at most {@value #MAX_IDS}
 * @param trace that it came in; empty for none
 */
record Cause(Type type, List<String> ids, String trace) {
    static final int MAX_IDS = 100;

    /** From the weakest to the strongest; where several changes are told as one, the strongest is named. */
    enum Type {
        PRICE,
        FX,
        TRANSACTION,
        CORRECTION
    }

    Cause {
        ids = ids.size() > MAX_IDS ? List.copyOf(ids.subList(0, MAX_IDS)) : List.copyOf(ids);
    }

    Cause(Type type, List<String> ids) {
        this(type, ids, "");
    }

    Cause in(String itsTrace) {
        return itsTrace.isEmpty() ? this : new Cause(type, ids, itsTrace);
    }

    static Cause of(Type type, Collection<String> ids) {
        return new Cause(type, ids.stream().limit(MAX_IDS).toList());
    }

    /** The cause of both changes, {@code later} coming after this one. */
    Cause and(Cause later) {
        int stronger = type.compareTo(later.type);
        if (stronger != 0) return stronger > 0 ? this : later;
        List<String> both =
                Stream.concat(ids.stream(), later.ids.stream()).distinct().toList();
        return of(type, both).in(later.trace.isEmpty() ? trace : later.trace);
    }
}
