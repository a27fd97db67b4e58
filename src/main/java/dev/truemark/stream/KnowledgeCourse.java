package dev.truemark.stream;

import dev.truemark.ledger.PortfolioVersions.Learnt;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What was known, as it became known: each batch of the portfolio by itself, in the order of the stamps, and the end of each
 * day. The microsecond before a batch is a step too, so that what the market had become by then is told apart from it.
 */
final class KnowledgeCourse implements Course {
    /** Batches that are looked up together, and moments that are valued together, at most. */
    private static final int PIECE = 8;

    private final BiFunction<Instant, Integer, Uni<List<Learnt>>> batches;
    private final BiFunction<LocalDate, Instant, Uni<Valued>> valuations;
    private final Books books;
    private final Optional<LocalDate> asOf;
    private final ZoneId zone;
    private final Instant end;
    private Instant told;
    private boolean begun;

    /** Books with the limits of what they hold. */
    @FunctionalInterface
    interface Books {
        LiveBooks of(Valued valued);
    }

    private record Moment(Instant knownAt, Optional<Learnt> batch, boolean quiet) {}

    /**
     * @param batches    the first few of the portfolio after an instant, up to {@code end}
     * @param valuations of a date as known at an instant
     * @param asOf       the date that is valued; empty for the day of the knowledge
     */
    KnowledgeCourse(
            BiFunction<Instant, Integer, Uni<List<Learnt>>> batches,
            BiFunction<LocalDate, Instant, Uni<Valued>> valuations,
            Books books,
            Optional<LocalDate> asOf,
            ZoneId zone,
            Instant first,
            Instant end) {
        this.batches = batches;
        this.valuations = valuations;
        this.books = books;
        this.asOf = asOf;
        this.zone = zone;
        this.told = first;
        this.end = end;
    }

    @Override
    public Uni<List<Step>> next() {
        if (!begun) {
            begun = true;
            return valued(List.of(new Moment(told, Optional.empty(), false)));
        }
        if (!told.isBefore(end)) return Uni.createFrom().item(List.of());
        return batches.apply(told, PIECE).chain(found -> {
            List<Moment> moments = moments(found);
            told = moments.getLast().knownAt();
            return valued(moments);
        });
    }

    /** The moments that follow, in order: of the batches, of the ends of days between them, and the end. */
    private List<Moment> moments(List<Learnt> found) {
        List<Moment> moments = new ArrayList<>(PIECE);
        Instant from = told;
        for (Learnt batch : found) {
            from = addDays(moments, from, batch.knownAt());
            Instant before = batch.knownAt().minus(1, ChronoUnit.MICROS);
            if (before.isAfter(from)) moments.add(new Moment(before, Optional.empty(), true));
            from = batch.knownAt();
            moments.add(new Moment(from, Optional.of(batch), false));
            if (moments.size() >= PIECE) return piece(moments);
        }
        if (found.size() < PIECE) {
            from = addDays(moments, from, end);
            if (from.isBefore(end)) moments.add(new Moment(end, Optional.empty(), false));
        }
        return piece(moments);
    }

    /** The ends of days after {@code from} and before {@code to}; the last of them, or {@code from}. */
    private Instant addDays(List<Moment> moments, Instant from, Instant to) {
        Instant last = from;
        for (Instant day = endOfDay(from); day.isBefore(to) && moments.size() < PIECE; day = endOfDay(last)) {
            moments.add(new Moment(day, Optional.empty(), false));
            last = day;
        }
        return last;
    }

    /** The last microsecond of the day of {@code after}, or of the next one where that is it already. */
    private Instant endOfDay(Instant after) {
        Instant next = after.plus(1, ChronoUnit.MICROS);
        return LocalDate.ofInstant(next, zone)
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant()
                .minus(1, ChronoUnit.MICROS);
    }

    private static List<Moment> piece(List<Moment> moments) {
        return moments.size() <= PIECE ? moments : moments.subList(0, PIECE);
    }

    private Uni<List<Step>> valued(List<Moment> moments) {
        return Multi.createFrom()
                .iterable(moments)
                .onItem()
                .transformToUniAndConcatenate(this::step)
                .collect()
                .asList();
    }

    private Uni<Step> step(Moment moment) {
        LocalDate day = asOf.orElseGet(() -> LocalDate.ofInstant(moment.knownAt(), zone));
        return valuations
                .apply(day, moment.knownAt())
                .map(valued -> new Step(
                        moment.knownAt(),
                        books.of(valued),
                        valued.value(),
                        valued.basis(),
                        moment.batch().map(KnowledgeCourse::cause),
                        moment.batch().flatMap(Learnt::restatedFrom).filter(from -> !from.isAfter(day)),
                        moment.quiet()));
    }

    private static Cause cause(Learnt batch) {
        return Cause.of(batch.corrected() ? Cause.Type.CORRECTION : Cause.Type.TRANSACTION, batch.transactions());
    }
}
