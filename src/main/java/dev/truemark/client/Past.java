package dev.truemark.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What of a portfolio's past is followed (docs/stream.md, the time machine).
 *
 * @param asOf    the date, or the first one of a replay along dates
 * @param knownAt what was known then, or the first knowledge of a replay along knowledge; the newest, or the first, unless given
 * @param speed   seconds of history in a second, above 0 up to 31,536,000; empty where time stands still
 * @param along   what moves in a replay
 */
public record Past(Optional<LocalDate> asOf, Optional<Instant> knownAt, Optional<BigDecimal> speed, Axis along) {

    /** The two kinds of time. */
    public enum Axis {
        /** One day after the other, as all of them are known at one instant. */
        AS_OF,
        /** What became known, in that order. */
        KNOWN_AT
    }

    /** The end of a day, as it is known now. */
    public static Past of(LocalDate day) {
        return new Past(Optional.of(day), Optional.empty(), Optional.empty(), Axis.AS_OF);
    }

    /** Every day from the first one on, as they are known now. */
    public static Past replay(BigDecimal speed) {
        return new Past(Optional.empty(), Optional.empty(), Optional.of(speed), Axis.AS_OF);
    }

    /** Everything that became known. */
    public static Past replayOfKnowledge(BigDecimal speed) {
        return new Past(Optional.empty(), Optional.empty(), Optional.of(speed), Axis.KNOWN_AT);
    }

    /** The same from a day on, or of that day. */
    public Past asOf(LocalDate day) {
        return new Past(Optional.of(day), knownAt, speed, along);
    }

    /** The same as known at, or from, an instant. */
    public Past knownAt(Instant known) {
        return new Past(asOf, Optional.of(known), speed, along);
    }

    /** Where it goes on after {@code day} and {@code known} were told, so that nothing is told otherwise than before. */
    Past from(LocalDate day, Instant known) {
        boolean dayMoves = along == Axis.KNOWN_AT && asOf.isEmpty();
        return new Past(dayMoves ? Optional.empty() : Optional.of(day), Optional.of(known), speed, along);
    }

    /** The end of it, which stands still. */
    static Past ended(LocalDate day, Instant known) {
        return new Past(Optional.of(day), Optional.of(known), Optional.empty(), Axis.AS_OF);
    }
}
