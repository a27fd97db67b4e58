package dev.truemark.market;

import dev.truemark.core.market.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The quotes of one key that may be the newest now or later, in any time zone; immutable.
 *
 * <p>Whatever is older than a quote that holds everywhere already can never be the newest again, and is dropped: what
 * stays is the newest timed quote, those of the last two days that are for a whole day, and those from the future.
 */
final class Series<Q extends Quote> {
    /** After the start of its date (UTC) a day is over in every time zone, the last one twelve hours behind UTC. */
    static final Duration DAY_IS_OVER = Duration.ofHours(36);
    /** Most quotes of one key; facts are from a day ahead at most, so only a flood of sources or of those comes here. */
    private static final int MAX = 128;

    private final List<Q> quotes;
    private final List<Optional<BigDecimal>> volumes;

    private Series(List<Q> quotes, List<Optional<BigDecimal>> volumes) {
        this.quotes = quotes;
        this.volumes = volumes;
    }

    static <Q extends Quote> Series<Q> empty() {
        return new Series<>(List.of(), List.of());
    }

    /** With one more quote, which replaces that of the same time and source; this series itself if it is of no use. */
    Series<Q> with(Q quote, Optional<BigDecimal> volume, Instant now) {
        Instant timed = settled(quote, false, now);
        Instant dated = settled(quote, true, now.minus(DAY_IS_OVER));
        if (isPassed(quote, timed, dated)) return this;
        List<Q> kept = new ArrayList<>(quotes.size() + 1);
        List<Optional<BigDecimal>> keptVolumes = new ArrayList<>(quotes.size() + 1);
        for (int i = 0; i < quotes.size(); i++) {
            Q each = quotes.get(i);
            if (isPassed(each, timed, dated) || isSameFact(each, quote)) continue;
            kept.add(each);
            keptVolumes.add(volumes.get(i));
        }
        if (kept.size() == MAX) return this;
        kept.add(quote);
        keptVolumes.add(volume);
        return new Series<>(kept, keptVolumes);
    }

    /** The time of the newest quote that holds already, this one among them. */
    private Instant settled(Q more, boolean dateOnly, Instant until) {
        Instant newest = Instant.MIN;
        for (Q each : quotes) newest = later(newest, each, dateOnly, until);
        return later(newest, more, dateOnly, until);
    }

    private static Instant later(Instant newest, Quote each, boolean dateOnly, Instant until) {
        boolean holds = each.dateOnly() == dateOnly && !each.at().isAfter(until);
        return holds && each.at().isAfter(newest) ? each.at() : newest;
    }

    private static boolean isPassed(Quote quote, Instant timed, Instant dated) {
        return quote.at().isBefore(quote.dateOnly() ? dated : timed);
    }

    private static boolean isSameFact(Quote one, Quote other) {
        return one.dateOnly() == other.dateOnly()
                && one.at().equals(other.at())
                && one.source().equals(other.source());
    }

    List<Q> quotes() {
        return quotes;
    }

    /** Of a quote of this series. */
    Optional<BigDecimal> volumeOf(Q quote) {
        int index = quotes.indexOf(quote);
        return index < 0 ? Optional.empty() : volumes.get(index);
    }
}
