package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.reconcile.Candidate.Evidence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tries mistakes by booking without them, and keeps those that explain something. */
final class Trials {
    /** Transactions that may be booked again in all, so that a hopeless case ends too. */
    private static final long MOST_WORK = 4_000_000;

    private static final Comparator<Ranked> ORDER = Comparator.comparingInt(
                    (Ranked r) -> r.candidate().unexplained())
            .thenComparing(Comparator.comparingInt(Ranked::weight).reversed())
            .thenComparingLong(Ranked::daysAway)
            .thenComparing(r ->
                    r.candidate().transaction().map(TransactionKey::toString).orElse(""));

    private final Parting parting;
    private final List<Ranked> kept = new ArrayList<>();
    private long workLeft = MOST_WORK;

    Trials(Parting parting) {
        this.parting = parting;
    }

    /** @param daysAway from the statement */
    private record Ranked(Candidate candidate, int weight, long daysAway) {}

    /** What is left of the differences. */
    record Outcome(int explained, int unexplained) {}

    /** Empty where it explains nothing of the first statement that parted, or adds more than it explains. */
    Optional<Outcome> of(Edit edit) {
        Books books = parting.books();
        workLeft -= books.workOf(edit);
        return workLeft < 0 ? Optional.empty() : judged(books.after(edit));
    }

    Optional<Outcome> judged(List<Difference> remaining) {
        List<Difference> before = parting.books().differences();
        if (remaining.size() >= before.size() || at(remaining) >= at(before)) return Optional.empty();
        Set<String> was = cells(before);
        Set<String> is = cells(remaining);
        was.removeAll(is);
        return Optional.of(new Outcome(was.size(), remaining.size()));
    }

    private long at(List<Difference> differences) {
        return differences.stream().filter(d -> d.date().equals(parting.date())).count();
    }

    private static Set<String> cells(List<Difference> differences) {
        Set<String> cells = new HashSet<>();
        for (Difference d : differences) cells.add(d.date() + " " + d.figure() + " " + d.subject());
        return cells;
    }

    void keep(Candidate candidate, LocalDate date) {
        long away = Math.abs(date.toEpochDay() - parting.date().toEpochDay());
        kept.add(new Ranked(candidate, weight(candidate), away));
    }

    /** The likeliest first. */
    List<Candidate> ranked(int most) {
        return kept.stream().sorted(ORDER).limit(most).map(Ranked::candidate).toList();
    }

    /**
     * What speaks for a candidate among those that explain as much. A coincidence of amounts counts more the rarer it is:
     * anything can be explained by something that is missing, so that stands behind all that rests on a booking.
     */
    private static int weight(Candidate c) {
        Set<Evidence> e = c.evidence();
        return switch (c.kind()) {
            case DOUBLED -> e.contains(Evidence.TWIN_ON_THE_SAME_DAY) ? 90 : 80;
            case SHIFTED -> e.contains(Evidence.GONE_LATER) ? 88 : e.contains(Evidence.NEAR_THE_STATEMENT) ? 64 : 40;
            case WRONG_SIGN -> 86;
            case WRONG_SECURITY -> 84;
            case WRONG_QUANTITY, WRONG_AMOUNT -> slipped(e);
            case COST_METHOD -> 70;
            case MISSING -> e.contains(Evidence.SIMPLE_RATIO) || e.contains(Evidence.REJECTED_BOOKED_AGAIN) ? 68 : 62;
            case ADDITIONAL -> 60;
        };
    }

    private static int slipped(Set<Evidence> e) {
        int slip = e.contains(Evidence.DIGITS_TRANSPOSED) || e.contains(Evidence.POINT_MOVED)
                ? 78
                : e.contains(Evidence.ONE_DIGIT) ? 58 : 50;
        boolean priced = e.contains(Evidence.PRICE_KEPT) || e.contains(Evidence.PRICE_LIKE_THE_OTHERS);
        return slip + (priced ? 8 : 0);
    }
}
