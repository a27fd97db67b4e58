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
    /** Most words on one key; facts are from a day ahead at most, so only a flood of sources or of those comes here. */
    private static final int MAX = 128;

    private final List<Word<Q>> words;
    private final List<Word<Q>> counting;
    private final List<Q> quotes;

    private Series(List<Word<Q>> words) {
        this.words = words;
        this.counting = words.stream()
                .filter(word -> words.stream().noneMatch(other -> other.isSameFact(word) && other.outranks(word)))
                .toList();
        this.quotes = counting.stream().map(Word::quote).toList();
    }

    /**
     * What one partition told last about a fact. A producer that hashes keys its own way, or a topic that has got more
     * partitions, may have one fact told through several of them, between which there is no order; that of the facts is
     * therefore by the time of the record, then the number of the partition, and the same wherever it is looked at.
     *
     * @param toldAt the time of the record, as Kafka has it
     */
    record Word<Q extends Quote>(Q quote, Optional<BigDecimal> volume, int partition, Instant toldAt) {
        boolean isSameFact(Word<Q> other) {
            return quote.dateOnly() == other.quote.dateOnly()
                    && quote.at().equals(other.quote.at())
                    && quote.source().equals(other.quote.source());
        }

        private boolean outranks(Word<Q> other) {
            int later = toldAt.compareTo(other.toldAt);
            return later > 0 || later == 0 && partition > other.partition;
        }
    }

    static <Q extends Quote> Series<Q> empty() {
        return new Series<>(List.of());
    }

    /** With one more word, which replaces that of its partition on the same fact; this series itself if it is of no use. */
    Series<Q> with(Word<Q> word, Instant now) {
        Instant timed = settled(word.quote(), false, now);
        Instant dated = settled(word.quote(), true, now.minus(DAY_IS_OVER));
        if (isPassed(word.quote(), timed, dated)) return this;
        List<Word<Q>> kept = new ArrayList<>(words.size() + 1);
        for (Word<Q> each : words) {
            boolean replaced = each.partition() == word.partition() && each.isSameFact(word);
            if (!replaced && !isPassed(each.quote(), timed, dated)) kept.add(each);
        }
        if (kept.size() == MAX) return this;
        kept.add(word);
        return new Series<>(kept);
    }

    /** What the partition of {@code word} told last about the same fact. */
    Optional<Word<Q>> lastOfPartition(Word<Q> word) {
        return words.stream()
                .filter(each -> each.partition() == word.partition() && each.isSameFact(word))
                .findAny();
    }

    /** The word that counts on the same fact. */
    Optional<Word<Q>> counting(Word<Q> word) {
        return counting.stream().filter(word::isSameFact).findAny();
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

    /** One for each fact. */
    List<Q> quotes() {
        return quotes;
    }

    /** Of a quote of this series. */
    Optional<BigDecimal> volumeOf(Q quote) {
        int index = quotes.indexOf(quote);
        return index < 0 ? Optional.empty() : counting.get(index).volume();
    }
}
