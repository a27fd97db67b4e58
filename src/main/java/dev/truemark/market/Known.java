package dev.truemark.market;

import dev.truemark.platform.persistence.Columns;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which market facts count: those that were known at a stamp, and of them, where offsets are given, those that came from
 * Kafka below them.
 *
 * @param below the first offset that no longer counts, by partition; a partition that is not named counts for nothing
 */
record Known(Instant stamp, Optional<Map<Integer, Long>> below) {
    static Known at(Instant stamp) {
        return new Known(stamp, Optional.empty());
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

    Tuple addTo(Tuple parameters) {
        parameters.addValue(Columns.atUtc(stamp));
        below.ifPresent(next -> parameters
                .addArrayOfInteger(next.keySet().toArray(Integer[]::new))
                .addArrayOfLong(next.values().toArray(Long[]::new)));
        return parameters;
    }
}
