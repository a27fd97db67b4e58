package dev.truemark.ledger;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.PolicyEntry;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.ingest.format.ReceivedTransaction;
import dev.truemark.platform.persistence.Snapshot;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Books as they would be under other cost methods and with other transactions. Everything is folded from the facts in one
 * read; nothing is written, and no figure of the portfolio itself moves.
 *
 * <p><b>Failures.</b> Those of {@link LedgerReads}.
 */
@ApplicationScoped
public class WhatIf {
    private final Pool pool;
    private final LedgerReads reads;
    private final InputResolution inputs;
    private final HeavyWork heavy;

    WhatIf(Pool pool, LedgerReads reads, OutsideFacts outside, HeavyWork heavy) {
        this.pool = pool;
        this.reads = reads;
        this.inputs = new InputResolution(outside);
        this.heavy = heavy;
    }

    /**
     * The books under one way of booking.
     *
     * @param method one for all; empty where it is that of the policies
     * @param added what became of the transactions that were only supposed
     */
    public record Supposed(Optional<CostMethod> method, Books books, List<BookedTransaction> added) {}

    /** @param head of the portfolio as it is */
    public record Answer(BooksHead head, List<Supposed> supposed) {}

    /**
     * The books under the policies, then under each of {@code methods}, in their order.
     *
     * @param extra supposed beside what is known; one with the id of a known transaction stands in its place, or takes it
     *              away where it is reversed
     * @param policies supposed in the place of all that holds from a date on or for one security
     */
    public Uni<Answer> books(
            BooksQuery query,
            Collection<ReceivedTransaction> extra,
            List<CostMethod> methods,
            Optional<List<PolicyEntry>> policies) {
        return Snapshot.read(
                pool, tx -> reads.head(tx, query).chain(head -> books(tx, head, extra, methods, policies)));
    }

    Uni<Answer> books(
            SqlConnection tx,
            BooksHead head,
            Collection<ReceivedTransaction> extra,
            List<CostMethod> methods,
            Optional<List<PolicyEntry>> policies) {
        return KnownFacts.load(tx, head)
                .chain(known -> supposed(tx, head, known, extra))
                .chain(known -> LedgerReads.labels(tx, head, known)
                        .chain(labels -> all(suppose(head, policies), known, labels, keys(extra), methods)))
                .map(all -> new Answer(head, all));
    }

    private static BooksHead suppose(BooksHead head, Optional<List<PolicyEntry>> policies) {
        return policies.map(entries -> head.under(Policies.of(head.policy(), entries)))
                .orElse(head);
    }

    private static Set<TransactionKey> keys(Collection<ReceivedTransaction> extra) {
        return extra.stream().map(ReceivedTransaction::key).collect(Collectors.toSet());
    }

    /** What is known, with what is supposed in its place or beside it. */
    private Uni<List<KnownFacts.Known>> supposed(
            SqlConnection tx, BooksHead head, List<KnownFacts.Known> known, Collection<ReceivedTransaction> extra) {
        Map<TransactionKey, KnownFacts.Known> all = new LinkedHashMap<>();
        known.forEach(each -> all.put(each.told().key(), each));
        PortfolioRow portfolio = rowOf(head);
        List<InputResolution.Asked> asked = new ArrayList<>();
        for (ReceivedTransaction told : extra) {
            all.remove(told.key());
            if (!told.reversed()) {
                asked.add(new InputResolution.Asked(
                        portfolio, Commands.factOf(told).in(head.zone())));
            }
        }
        return inputs.resolve(tx, asked).map(found -> {
            found.forEach((a, f) -> all.put(
                    a.fact().key(),
                    new KnownFacts.Known(a.fact(), head.knownAt(), a.fact().toTransaction(f.input()))));
            return List.copyOf(all.values());
        });
    }

    private static PortfolioRow rowOf(BooksHead head) {
        return new PortfolioRow(
                head.key(),
                head.id(),
                head.owner(),
                head.portfolioId(),
                head.baseCurrency(),
                head.zone(),
                head.version(),
                head.cashFlows(),
                Optional.empty(),
                head.policies(),
                head.policyRevision());
    }

    private Uni<List<Supposed>> all(
            BooksHead head,
            List<KnownFacts.Known> known,
            Map<String, InstrumentLabel> labels,
            Set<TransactionKey> added,
            List<CostMethod> methods) {
        return Multi.createFrom()
                .iterable(Stream.concat(
                                Stream.of(Optional.<CostMethod>empty()),
                                methods.stream().map(Optional::of))
                        .toList())
                .onItem()
                .transformToUniAndConcatenate(method -> {
                    BooksHead under = method.map(
                                    one -> head.under(head.policies().with(one)))
                            .orElse(head);
                    return heavy.run(() -> FoldedBooks.of(under, known, labels))
                            .chain(folded -> LedgerReads.booksOf(folded, under)
                                    .map(books -> new Supposed(method, books, added(folded, added))));
                })
                .collect()
                .asList();
    }

    /** In the portfolio's order. */
    private static List<BookedTransaction> added(FoldedBooks folded, Set<TransactionKey> keys) {
        return folded.booked(booking -> keys.contains(booking.transaction().key())).stream()
                .sorted(Comparator.comparing(BookedTransaction::tradeDate).thenComparing(BookedTransaction::key))
                .toList();
    }
}
