package dev.truemark.core.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * A moment at which prices and rates are looked up: which quotes count then, and which of them is the newest
 * (DEFINITIONS 14). Instants are in whole microseconds, as they are stored.
 *
 * @param timedBefore   timed quotes count if they are from before this instant
 * @param lastDate      date-only quotes count up to this date
 * @param dateOnlyUntil a date-only quote is never taken for newer than this
 * @param zone          says when a day ends
 */
public record Moment(Instant timedBefore, LocalDate lastDate, Instant dateOnlyUntil, ZoneId zone) {

    /** At an instant: what is from that instant still counts; a day counts once it is over in {@code zone}. */
    public static Moment at(Instant at, ZoneId zone) {
        Instant next = at.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
        return new Moment(next, LocalDate.ofInstant(at, zone).minusDays(1), next, zone);
    }

    /** When {@code date} is over in {@code zone}: everything of that day counts, nothing of the next. */
    public static Moment endOf(LocalDate date, ZoneId zone) {
        Instant end = MarketTime.endOf(date, zone);
        return new Moment(end, date, end, zone);
    }

    /**
     * When a trade is converted, for its cost (DEFINITIONS 13). Without a time of day it is the end of its date. With
     * one, timed quotes up to that instant count, and date-only quotes up to the trade date: that of the trade date
     * itself is taken for older than any timed quote of that day, and for newer than whatever is from the days before.
     *
     * @param date of the trade in {@code zone}
     */
    public static Moment ofTrade(LocalDate date, Optional<Instant> time, ZoneId zone) {
        if (time.isEmpty()) return endOf(date, zone);
        Instant next = time.get().truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
        return new Moment(next, date, date.atStartOfDay(zone).toInstant(), zone);
    }

    public boolean counts(Quote quote) {
        return quote.dateOnly()
                ? !MarketTime.dateOf(quote.at()).isAfter(lastDate)
                : quote.at().isBefore(timedBefore);
    }

    /** The quote to use: the newest that counts; of the same instant a timed one, then the most believed source. */
    public <Q extends Quote> Optional<Q> newest(Collection<Q> quotes, SourceOrder sources) {
        Comparator<Quote> order = byAge().thenComparing(sources.byBelief());
        Q best = null;
        for (Q quote : quotes) {
            if (counts(quote) && (best == null || order.compare(quote, best) > 0)) best = quote;
        }
        return Optional.ofNullable(best);
    }

    /** The newer one is the greater. */
    Comparator<Quote> byAge() {
        return Comparator.comparing(this::since)
                .thenComparing(quote -> !quote.dateOnly())
                .thenComparing(Quote::at);
    }

    /** From when on a quote that counts is taken to hold. */
    private Instant since(Quote quote) {
        Instant effective = quote.effectiveAt(zone);
        return quote.dateOnly() && effective.isAfter(dateOnlyUntil) ? dateOnlyUntil : effective;
    }
}
