package dev.truemark.ingest.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

/** Dates and instants as text. */
final class Dates {
    private static final int DATE_CHARS = 10;
    private static final int MAX_CHARS = 40;
    private static final LocalDate FIRST = LocalDate.of(1800, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private Dates() {}

    /** Null where the text is neither. */
    static When read(String text) {
        if (text.length() < DATE_CHARS || text.length() > MAX_CHARS) return null;
        try {
            if (text.length() == DATE_CHARS) return new When(LocalDate.parse(text), null);
            TemporalAccessor read =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            Instant time =
                    read instanceof OffsetDateTime o ? o.toInstant() : ((LocalDateTime) read).toInstant(ZoneOffset.UTC);
            Instant kept = time.truncatedTo(ChronoUnit.MICROS);
            return new When(LocalDate.ofInstant(kept, ZoneOffset.UTC), kept);
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    static boolean isKept(When when) {
        return !when.date().isBefore(FIRST) && !when.date().isAfter(LAST);
    }

    /** Whether a fact of that moment cannot be one yet: more than a day after {@code now}. */
    static boolean isFuture(When when, Instant now) {
        Instant limit = now.plus(1, ChronoUnit.DAYS);
        return when.dateOnly()
                ? when.date().isAfter(LocalDate.ofInstant(limit, ZoneOffset.UTC))
                : when.time().isAfter(limit);
    }
}
