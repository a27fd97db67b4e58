package dev.truemark.market;

import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Moment;
import dev.truemark.platform.persistence.Columns;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;

/** Moments as bounds of index seeks. */
final class Moments {
    private Moments() {}

    /** Adds three arrays: the number of each moment, and the bounds of timed and of date-only quotes, both exclusive. */
    static Tuple addTo(Tuple parameters, List<Moment> moments) {
        Integer[] numbers = IntStream.range(0, moments.size()).boxed().toArray(Integer[]::new);
        OffsetDateTime[] timed =
                moments.stream().map(m -> Columns.atUtc(m.timedBefore())).toArray(OffsetDateTime[]::new);
        OffsetDateTime[] dated =
                moments.stream().map(m -> Columns.atUtc(datedBefore(m))).toArray(OffsetDateTime[]::new);
        return parameters.addValue(numbers).addValue(timed).addValue(dated);
    }

    /** Adds two arrays: the number of each moment, and the bound of timed quotes. */
    static Tuple addTimedTo(Tuple parameters, List<Moment> moments) {
        return parameters
                .addValue(IntStream.range(0, moments.size()).boxed().toArray(Integer[]::new))
                .addValue(moments.stream()
                        .map(m -> Columns.atUtc(m.timedBefore()))
                        .toArray(OffsetDateTime[]::new));
    }

    static Instant datedBefore(Moment moment) {
        return MarketTime.ofDate(moment.lastDate().plusDays(1));
    }
}
