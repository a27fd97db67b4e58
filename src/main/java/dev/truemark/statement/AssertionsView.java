package dev.truemark.statement;

import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.reconcile.Candidate;
import dev.truemark.core.reconcile.Difference;
import dev.truemark.core.reconcile.Verdict;
import dev.truemark.ingest.TransactionRef;
import dev.truemark.ledger.BooksHead;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Whether books and broker agree, and if not since when and why.
 *
 * @param agreedUpTo       the last statement before the first that does not agree
 * @param firstDivergence  date of the first statement that does not agree
 * @param cashCompared     false where the portfolio keeps no cash, so that stated cash was left out
 * @param differences      at {@code first_divergence}
 * @param laterDifferences how many there are at later statements
 * @param candidates       mistakes that would explain the differences, likeliest first
 */
record AssertionsView(
        String portfolioId,
        UUID id,
        Instant knownAt,
        String engine,
        Status status,
        LocalDate agreedUpTo,
        LocalDate firstDivergence,
        boolean cashCompared,
        List<DifferenceView> differences,
        int laterDifferences,
        List<CandidateView> candidates) {
    enum Status {
        MATCH,
        DIVERGED
    }

    /** @param difference what the books lack: stated less booked */
    record DifferenceView(
            LocalDate date,
            Difference.Figure figure,
            String securityId,
            String currency,
            BigDecimal stated,
            BigDecimal booked,
            BigDecimal difference) {
        static DifferenceView of(Difference d) {
            boolean cash = d.figure() == Difference.Figure.CASH;
            return new DifferenceView(
                    d.date(),
                    d.figure(),
                    cash ? null : d.subject(),
                    cash ? d.subject() : null,
                    d.stated(),
                    d.booked(),
                    d.lacking());
        }
    }

    /**
     * @param kind              the mistake; each was tried by booking without it
     * @param id                of the mistaken transaction in paths; null of one that the books lack
     * @param twinTransactionId of the one that a doubled transaction is like
     * @param transactionTypes  what it should be, likeliest first
     * @param quantity          units that it should have
     * @param cash              what it should change cash by, in {@code currency}
     * @param ratio             of a split that is missing
     * @param costMethod        the one under which the costs agree
     * @param earliest          first day on which it may belong
     * @param latest            last day on which it may belong
     * @param explained         differences, over all statements, that vanish without the mistake
     * @param unexplained       differences that remain, or arise
     */
    record CandidateView(
            Candidate.Kind kind,
            String id,
            String transactionId,
            String source,
            String twinId,
            String twinTransactionId,
            List<TransactionType> transactionTypes,
            String securityId,
            BigDecimal quantity,
            String currency,
            BigDecimal cash,
            BigDecimal ratio,
            CostMethod costMethod,
            LocalDate earliest,
            LocalDate latest,
            Set<Candidate.Evidence> evidence,
            int explained,
            int unexplained) {
        static CandidateView of(Candidate c, UUID portfolio) {
            return new CandidateView(
                    c.kind(),
                    c.transaction().map(key -> idOf(portfolio, key)).orElse(null),
                    c.transaction().map(TransactionKey::transactionId).orElse(null),
                    c.transaction().map(TransactionKey::source).orElse(null),
                    c.twin().map(key -> idOf(portfolio, key)).orElse(null),
                    c.twin().map(TransactionKey::transactionId).orElse(null),
                    c.types(),
                    orNull(c.securityId()),
                    c.quantity().orElse(null),
                    orNull(c.currency()),
                    c.cash().orElse(null),
                    c.ratio().orElse(null),
                    c.method().orElse(null),
                    c.earliest().orElse(null),
                    c.latest().orElse(null),
                    c.evidence(),
                    c.explained(),
                    c.unexplained());
        }

        private static String idOf(UUID portfolio, TransactionKey key) {
            return new TransactionRef(portfolio, key).encode();
        }

        private static String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    static AssertionsView of(BooksHead head, Verdict verdict, String engine) {
        LocalDate parted = verdict.parted().orElse(null);
        List<DifferenceView> there = verdict.differences().stream()
                .filter(d -> d.date().equals(parted))
                .map(DifferenceView::of)
                .toList();
        return new AssertionsView(
                head.portfolioId(),
                head.id(),
                head.knownAt(),
                engine,
                verdict.agrees() ? Status.MATCH : Status.DIVERGED,
                verdict.agreedUpTo().orElse(null),
                parted,
                verdict.cashJudged(),
                there,
                verdict.differences().size() - there.size(),
                verdict.candidates().stream()
                        .map(each -> CandidateView.of(each, head.id()))
                        .toList());
    }
}
