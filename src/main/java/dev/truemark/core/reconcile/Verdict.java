package dev.truemark.core.reconcile;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What came of holding books against statements.
 *
 * @param agreedUpTo  the last statement before the first that does not agree; empty where there is none
 * @param parted      the first statement that does not agree; empty where all do
 * @param differences of all statements, by date
 * @param cashJudged  false where cash is stated but the books keep none, so that it was left out
 * @param candidates  what would explain it, likeliest first
 */
public record Verdict(
        Optional<LocalDate> agreedUpTo,
        Optional<LocalDate> parted,
        List<Difference> differences,
        boolean cashJudged,
        List<Candidate> candidates) {
    public Verdict {
        differences = List.copyOf(differences);
        candidates = List.copyOf(candidates);
    }

    public boolean agrees() {
        return parted.isEmpty();
    }
}
