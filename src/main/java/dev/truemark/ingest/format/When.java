package dev.truemark.ingest.format;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A date, or an instant with its date in UTC.
 *
 * @param time null for a date alone; in whole microseconds
 */
public record When(LocalDate date, Instant time) {
    public boolean dateOnly() {
        return time == null;
    }

    /** The instant, or else the date: what two spellings of the same moment share. */
    String canonical() {
        return time == null ? date.toString() : time.toString();
    }
}
