package dev.truemark.ledger;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.ingest.format.ReceivedTransaction;
import dev.truemark.platform.persistence.Snapshot;
import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the ledger would make of transactions if they were told now, in their order: decided by what decides it then, in one
 * read, and nothing is written. What another portfolio would get of a transfer is not part of it.
 *
 * <p><b>Failures.</b> Those of {@link LedgerReads}, but a portfolio that is not there is one that the first of them makes.
 */
@ApplicationScoped
public class Preview {
    private static final UUID NOT_THERE = new UUID(0, 0);
    private static final Fate DONE = new Fate("BOOKED", Optional.empty(), Optional.empty());

    private final Pool pool;
    private final LedgerReads reads;
    private final WhatIf whatIf;
    private final Clock clock;

    Preview(Pool pool, LedgerReads reads, WhatIf whatIf, Clock clock) {
        this.pool = pool;
        this.reads = reads;
        this.whatIf = whatIf;
        this.clock = clock;
    }

    /**
     * @param status     {@code BOOKED}, {@code REPLAYED}, {@code CONFLICT}, {@code REJECTED} or {@code WAITING}
     * @param reason     why it is refused
     * @param waitingFor such as a currency pair
     */
    public record Fate(String status, Optional<String> reason, Optional<String> waitingFor) {}

    /**
     * The fates of {@code told}, by their places there.
     *
     * @param portfolio the owner's own id
     * @param told      of that portfolio, at least one
     */
    public Uni<List<Fate>> fates(UUID owner, String portfolio, List<ReceivedTransaction> told) {
        return Snapshot.read(
                pool,
                tx -> head(tx, owner, portfolio, told)
                        .chain(head -> known(tx, head, told).chain(known -> fates(tx, head, known, told))));
    }

    private Uni<BooksHead> head(SqlConnection tx, UUID owner, String portfolio, List<ReceivedTransaction> told) {
        LocalDate last = told.stream()
                .map(ReceivedTransaction::tradeDate)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .plusDays(1);
        return reads.head(tx, BooksQuery.now(owner, portfolio))
                .map(head -> last.isAfter(head.asOf()) ? head.on(last) : head)
                .onFailure(Preview::isNotThere)
                .recoverWithItem(() -> fresh(owner, portfolio, told.getFirst().currency(), last));
    }

    private static boolean isNotThere(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == CommonProblems.NOT_FOUND;
    }

    private BooksHead fresh(UUID owner, String portfolio, String currency, LocalDate last) {
        return new BooksHead(
                -1,
                NOT_THERE,
                owner,
                portfolio,
                currency,
                ZoneOffset.UTC,
                last,
                BooksHead.Valued.DAY_END,
                clock.instant(),
                true,
                0,
                true,
                Policies.of(Policy.DEFAULT),
                0,
                0);
    }

    private static Uni<KnownRevisions> known(SqlConnection tx, BooksHead head, List<ReceivedTransaction> told) {
        return KnownRevisions.load(
                tx,
                told.stream()
                        .map(t -> new KnownRevisions.Identity(head.key(), t.key()))
                        .distinct()
                        .toList());
    }

    private Uni<List<Fate>> fates(
            SqlConnection tx, BooksHead head, KnownRevisions known, List<ReceivedTransaction> told) {
        Fate[] fates = new Fate[told.size()];
        Map<TransactionKey, Integer> newest = new HashMap<>();
        for (int i = 0; i < fates.length; i++) {
            ReceivedTransaction t = told.get(i);
            KnownRevisions.Known of = known.of(head.key(), t.key());
            Fact fact = Commands.factOf(t).in(head.zone());
            Standing standing = of.standing(fact, Optional.ofNullable(t.supersedes()));
            fates[i] = fate(standing, of);
            if (standing == Standing.LATE || standing == Standing.NEWEST) of.take(fact);
            if (standing == Standing.NEWEST) newest.put(t.key(), i);
        }
        List<ReceivedTransaction> extra =
                newest.values().stream().sorted().map(told::get).toList();
        if (extra.isEmpty()) return Uni.createFrom().item(List.of(fates));
        return whatIf.books(tx, head, extra, List.of(), Optional.empty()).map(answer -> {
            Map<TransactionKey, BookedTransaction> booked = answer.supposed().getFirst().added().stream()
                    .collect(Collectors.toMap(BookedTransaction::key, Function.identity()));
            newest.forEach((key, i) -> {
                if (booked.containsKey(key)) fates[i] = fate(booked.get(key));
            });
            return List.of(fates);
        });
    }

    private static Fate fate(Standing standing, KnownRevisions.Known known) {
        return switch (standing) {
            case REPLAYED -> new Fate("REPLAYED", Optional.empty(), Optional.empty());
            case CONFLICT -> new Fate("CONFLICT", Optional.of(Standing.OTHER_CONTENT), Optional.empty());
            case NOT_NEWEST ->
                new Fate("REJECTED", Optional.of(Standing.notNewest(known.newestRevision())), Optional.empty());
            case LATE, NEWEST -> DONE;
        };
    }

    private static Fate fate(BookedTransaction booked) {
        return new Fate(
                booked.status(), Optional.ofNullable(booked.reason()), Optional.ofNullable(booked.waitingFor()));
    }
}
