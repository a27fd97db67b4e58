package dev.truemark.core.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The instants that stand for whole days (DEFINITIONS 4 and 14). */
public final class MarketTime {
    private MarketTime() {}

    /** The instant at which {@code date} is over in {@code zone}; what is valued as of {@code date} is valued then. */
    public static Instant endOf(LocalDate date, ZoneId zone) {
        return date.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** How a date-only fact keeps its date in an instant column. */
    public static Instant ofDate(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public static LocalDate dateOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
