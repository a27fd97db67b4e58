package dev.truemark.market;

import dev.truemark.platform.persistence.Columns;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which market facts count: those that were known at a stamp, and of them, where offsets are given, those that came from
 * Kafka below them. Offsets are by partition: the first that no longer counts; a partition that is not named counts for
 * nothing.
 *
 * @param below      offsets of the facts sought
 * @param termsBelow offsets of the terms of instruments, given whenever {@code below} is
 */
record Known(Instant stamp, Optional<Map<Integer, Long>> below, Optional<Map<Integer, Long>> termsBelow) {
    static Known at(Instant stamp) {
        return new Known(stamp, Optional.empty(), Optional.empty());
    }

    /**
     * A condition on a fact.
     *
     * @param fact  alias of the fact; its batch is {@code b}
     * @param first number of the first of the parameters that {@link #addTo} adds
     */
    String condition(String fact, int first) {
        String known = "b.recorded_at <= $" + first;
        if (below.isEmpty()) return known;
        return known
                + " AND EXISTS (SELECT 1 FROM unnest($%d::int[], $%d::bigint[]) AS o(partition, next)"
                        .formatted(first + 1, first + 2)
                + " WHERE o.partition = %1$s.partition AND %1$s.kafka_offset < o.next)".formatted(fact);
    }

    /** The set of the one row that has the terms of a security; {@code first} as that of a condition. */
    String termsOf(String security, int first) {
        return terms(security, termsBelow.isEmpty() ? first : first + 3);
    }

    /** The same in a statement that asks for terms alone: {@code first} is that of {@link #addTermsTo}. */
    String termsAlone(String security, int first) {
        return terms(security, first);
    }

    private String terms(String security, int first) {
        return termsBelow.isEmpty()
                ? "terms_of(%s, $%d)".formatted(security, first)
                : "terms_below(%s, $%d::int[], $%d::bigint[])".formatted(security, first, first + 1);
    }

    Tuple addTermsTo(Tuple parameters) {
        if (termsBelow.isEmpty()) return parameters.addValue(Columns.atUtc(stamp));
        add(parameters, termsBelow.get());
        return parameters;
    }

    Tuple addTo(Tuple parameters) {
        parameters.addValue(Columns.atUtc(stamp));
        below.ifPresent(next -> add(parameters, next));
        termsBelow.ifPresent(next -> add(parameters, next));
        return parameters;
    }

    private static void add(Tuple parameters, Map<Integer, Long> next) {
        parameters
                .addArrayOfInteger(next.keySet().toArray(Integer[]::new))
                .addArrayOfLong(next.values().toArray(Long[]::new));
    }
}
