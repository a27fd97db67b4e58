package dev.truemark.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.truemark.core.explain.Cause;
import dev.truemark.core.explain.Cause.ChangedFact;
import dev.truemark.core.explain.Change;
import dev.truemark.core.explain.Figure;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.money.Exact;
import dev.truemark.ledger.BooksHead;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Why a figure changed, on the wire; {@code docs/explain.md} says in which order facts are replaced.
 *
 * @param evaluatedAt moment of both valuations
 */
record ChangesView(
        String portfolioId,
        UUID id,
        LocalDate asOf,
        Instant fromKnownAt,
        Instant toKnownAt,
        Instant evaluatedAt,
        String engine,
        String baseCurrency,
        Figure figure,
        String securityId,
        List<ChangeView> changes) {

    /**
     * @param name       of the same figure in other answers
     * @param difference {@code to − from}, the sum of all deltas; null where one of them is unknown
     */
    record ChangeView(
            String name, String unit, BigDecimal from, BigDecimal to, BigDecimal difference, List<CauseView> causes) {
        static ChangeView of(Change change) {
            return new ChangeView(
                    change.name(),
                    change.unit(),
                    change.from().orNull(),
                    change.to().orNull(),
                    change.difference().orNull(),
                    change.causes().stream().map(CauseView::of).toList());
        }
    }

    /** @param delta {@code after − before}; null where one of them is unknown */
    record CauseView(
            Cause.Kind kind, BigDecimal delta, BigDecimal before, BigDecimal after, List<ChangedFactView> facts) {
        static CauseView of(Cause cause) {
            return new CauseView(
                    cause.kind(),
                    cause.delta().orNull(),
                    cause.before().orNull(),
                    cause.after().orNull(),
                    cause.facts().stream().map(ChangedFactView::of).toList());
        }
    }

    /**
     * A fact that became known, or known otherwise; only the fields of its kind are there.
     *
     * @param former what was believed before: a price, a rate, a security, a setting
     * @param now    what is believed since
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangedFactView(
            Cause.Kind kind,
            String transactionId,
            String source,
            Integer formerRevision,
            Integer revision,
            Instant recordedAt,
            String securityId,
            String fromCurrency,
            String toCurrency,
            String policy,
            String former,
            Instant formerTime,
            String now,
            Instant time,
            LocalDate effectiveFrom) {

        static ChangedFactView of(ChangedFact fact) {
            return switch (fact) {
                case ChangedFact.OfTransaction t ->
                    transaction(
                            t.kind(),
                            t.transaction(),
                            t.formerRevision().orElse(null),
                            t.revision(),
                            t.recordedAt(),
                            null,
                            null);
                case ChangedFact.OfBookingRate r ->
                    transaction(
                            Cause.Kind.RATE,
                            r.transaction(),
                            null,
                            r.revision(),
                            null,
                            shown(r.former()),
                            shown(r.now()));
                case ChangedFact.OfBookingPrice p ->
                    transaction(
                            Cause.Kind.PRICE,
                            p.transaction(),
                            null,
                            p.revision(),
                            null,
                            p.former().map(BigDecimal::toPlainString).orElse(null),
                            p.now().map(BigDecimal::toPlainString).orElse(null));
                case ChangedFact.OfInstrument i ->
                    transaction(Cause.Kind.INSTRUMENT, i.transaction(), null, i.revision(), null, i.former(), i.now());
                case ChangedFact.OfPolicy p ->
                    new ChangedFactView(
                            Cause.Kind.POLICY,
                            null,
                            null,
                            null,
                            null,
                            null,
                            p.securityId().orElse(null),
                            null,
                            null,
                            p.policy(),
                            p.former(),
                            null,
                            p.now(),
                            null,
                            p.from().orElse(null));
                case ChangedFact.OfPrice p -> price(p);
                case ChangedFact.OfRate r ->
                    new ChangedFactView(
                            Cause.Kind.RATE,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            r.from(),
                            r.to(),
                            null,
                            shown(r.former()),
                            r.former().at().orElse(null),
                            shown(r.now()),
                            r.now().at().orElse(null),
                            null);
            };
        }

        private static ChangedFactView transaction(
                Cause.Kind kind,
                TransactionKey key,
                Integer formerRevision,
                int revision,
                Instant recordedAt,
                String former,
                String now) {
            return new ChangedFactView(
                    kind,
                    key.transactionId(),
                    key.source(),
                    formerRevision,
                    revision,
                    recordedAt,
                    null,
                    null,
                    null,
                    null,
                    former,
                    null,
                    now,
                    null,
                    null);
        }

        private static ChangedFactView price(ChangedFact.OfPrice price) {
            Optional<Price> any = price.now().or(price::former);
            return new ChangedFactView(
                    price.kind(),
                    null,
                    any.map(Price::source).orElse(null),
                    null,
                    null,
                    null,
                    price.securityId(),
                    any.map(Price::currency).orElse(null),
                    null,
                    null,
                    price.former().map(p -> Exact.plain(p.price())).orElse(null),
                    price.former().map(Price::at).orElse(null),
                    price.now().map(p -> Exact.plain(p.price())).orElse(null),
                    price.now().map(Price::at).orElse(null),
                    null);
        }

        private static String shown(Rate rate) {
            return shown(rate.conversion());
        }

        private static String shown(Conversion conversion) {
            return conversion instanceof Conversion.Known known ? Exact.plain(known.rate()) : null;
        }
    }

    static ChangesView of(ChangeService.Changed changed, Figure figure, Optional<String> security, String engine) {
        BooksHead head = changed.to();
        return new ChangesView(
                head.portfolioId(),
                head.id(),
                head.asOf(),
                changed.from().knownAt(),
                head.knownAt(),
                changed.at(),
                engine,
                head.baseCurrency(),
                figure,
                security.orElse(null),
                changed.changes().stream().map(ChangeView::of).toList());
    }
}
