package dev.truemark.stream;

import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One date after the other, as all of them are known at one instant. */
final class DayCourse implements Course {
    /** Days that are valued together at most. */
    static final int MAX_PIECE = 32;

    private final Function<List<LocalDate>, Uni<List<Valued>>> valuations;
    private final Function<Valued, LiveBooks> books;
    private final Function<LocalDate, List<String>> transactions;
    private final LocalDate last;
    private final int piece;
    private LocalDate next;

    /**
     * @param valuations   of ascending dates
     * @param transactions ids of what was booked on a day
     * @param piece        days that are valued together
     */
    DayCourse(
            Function<List<LocalDate>, Uni<List<Valued>>> valuations,
            Function<Valued, LiveBooks> books,
            Function<LocalDate, List<String>> transactions,
            LocalDate first,
            LocalDate last,
            int piece) {
        this.valuations = valuations;
        this.books = books;
        this.transactions = transactions;
        this.next = first;
        this.last = last;
        this.piece = piece;
    }

    @Override
    public Uni<List<Step>> next() {
        LocalDate end = next.plusDays(piece).isAfter(last) ? last.plusDays(1) : next.plusDays(piece);
        if (!next.isBefore(end)) return Uni.createFrom().item(List.of());
        List<LocalDate> dates = next.datesUntil(end).toList();
        next = end;
        return valuations.apply(dates).map(valued -> {
            List<Step> steps = new ArrayList<>(valued.size());
            for (Valued each : valued) steps.add(step(each));
            return steps;
        });
    }

    private Step step(Valued valued) {
        List<String> ids = transactions.apply(valued.books().head().asOf());
        return Step.of(
                valued,
                books.apply(valued),
                ids.isEmpty() ? Optional.empty() : Optional.of(Cause.of(Cause.Type.TRANSACTION, ids)));
    }
}
