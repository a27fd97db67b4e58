package dev.truemark.ingest.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Dates and times by a pattern. */
final class TheirDates {
    private static final ZonedDateTime SAMPLE = ZonedDateTime.parse("2023-11-27T21:34:56Z");

    private final DateTimeFormatter format;
    private final ZoneId zone;

    private TheirDates(DateTimeFormatter format, ZoneId zone) {
        this.format = format;
        this.zone = zone;
    }

    /** Empty for a pattern that is none, or does not tell year, month and day. */
    static Optional<TheirDates> of(String pattern, Locale locale, ZoneId zone) {
        try {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), locale)
                    .withResolverStyle(ResolverStyle.STRICT);
            LocalDate back = LocalDate.parse(format.format(SAMPLE), format);
            return back.equals(SAMPLE.toLocalDate()) ? Optional.of(new TheirDates(format, zone)) : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException noPattern) {
            return Optional.empty();
        }
    }

    /** A date or an instant in ISO 8601; empty for text of another form, and for a day that there is not. */
    Optional<String> read(String text) {
        try {
            TemporalAccessor read =
                    format.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(
                    switch (read) {
                        case OffsetDateTime time -> time.toInstant().toString();
                        case LocalDateTime time -> time.atZone(zone).toInstant().toString();
                        default -> read.toString();
                    });
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }
}
