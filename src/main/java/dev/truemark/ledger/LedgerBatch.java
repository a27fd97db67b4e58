package dev.truemark.ledger;

import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.Policies;
import dev.truemark.platform.messaging.OffLoop;
import dev.truemark.platform.messaging.Written;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One batch of commands, from locking its portfolios to the rows that it leaves. Lives for one attempt.
 *
 * <p>Steps: (1) make and lock the portfolios; (2) hold the told transactions against their known revisions; (3) look up
 * what they take from outside; (4) load the books that they touch; (5) fold; (6) write what changed.
 */
final class LedgerBatch {
    private final SqlConnection tx;
    private final long batchId;
    private final InputResolution inputs;
    private final LedgerEvents ledgerEvents;
    private final BatchPlan plan;
    private final PolicyChanges policies = new PolicyChanges();

    private Map<PortfolioRef, PortfolioRow> portfolios = Map.of();
    private KnownRevisions known;
    private Links links;
    private SentLots sent;
    private Map<InputResolution.Asked, InputResolution.Found> found = Map.of();
    private final Map<BookKey, BookTask> tasks = new LinkedHashMap<>();
    private final List<BookingRows.TakenInput> taken = new ArrayList<>();
    private final List<WaiterRows.Waiter> waiters = new ArrayList<>();
    private final List<WaiterRows.Gone> waitersGone = new ArrayList<>();

    LedgerBatch(SqlConnection tx, long batchId, InputResolution inputs, LedgerEvents ledgerEvents, BatchPlan plan) {
        this.tx = tx;
        this.batchId = batchId;
        this.inputs = inputs;
        this.ledgerEvents = ledgerEvents;
        this.plan = plan;
    }

    /** What a batch leaves for its stage: the outbox, and the bookings that wait for the outside. */
    record Result(List<Written.OutboxEntry> outbox, List<WaiterRows.Waiter> waiters) {}

    Uni<Result> run(List<Command> commands) {
        if (commands.isEmpty()) return Uni.createFrom().item(new Result(List.of(), List.of()));
        return lockPortfolios(commands)
                .chain(() -> loadKnown(commands))
                .invoke(() -> planAll(commands))
                .chain(() -> describe(commands))
                .chain(this::resolveInputs)
                .invoke(this::makeTasks)
                .chain(() -> policies.rebook(tx, plan.rebuilt(), this::task))
                .invoke(() -> links.join(tasks))
                .chain(() -> BookLoader.loadNewest(tx, tasks.values()))
                .chain(() -> BookLoader.loadRebooks(tx, tasks.values()))
                .chain(() -> OffLoop.compute(this::fold))
                .chain(this::write);
    }

    private Uni<Void> lockPortfolios(List<Command> commands) {
        Map<PortfolioRef, String> wanted = new TreeMap<>();
        for (Command c : commands) wanted.merge(c.portfolio(), describedBase(c), LedgerBatch::first);
        for (Command c : commands) wanted.merge(c.portfolio(), tradedBase(c), LedgerBatch::first);
        List<PortfolioRows.Wanted> rows = wanted.entrySet().stream()
                .map(e -> new PortfolioRows.Wanted(e.getKey(), e.getValue()))
                .toList();
        return PortfolioRows.lock(tx, batchId, rows)
                .invoke(locked -> portfolios = locked)
                .replaceWithVoid();
    }

    private static String describedBase(Command c) {
        return c instanceof Command.Describe d && d.profile().baseCurrency() != null
                ? d.profile().baseCurrency()
                : "";
    }

    /** A portfolio that nobody described has the currency of its first transaction as base. */
    private static String tradedBase(Command c) {
        return c instanceof Command.Tell t ? t.fact().currency() : "";
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private Uni<Void> loadKnown(List<Command> commands) {
        Set<KnownRevisions.Identity> identities = new LinkedHashSet<>();
        for (Command c : commands) {
            PortfolioRow p = portfolios.get(c.portfolio());
            if (p == null) continue;
            switch (c) {
                case Command.Tell t ->
                    identities.add(new KnownRevisions.Identity(p.key(), t.fact().key()));
                case Command.Heal h ->
                    h.transactions().forEach(k -> identities.add(new KnownRevisions.Identity(p.key(), k)));
                case Command.Describe d -> {}
                case Command.Rebuild r -> {}
            }
        }
        List<Long> keys = portfolios.values().stream().map(PortfolioRow::key).toList();
        return Uni.combine()
                .all()
                .unis(KnownRevisions.load(tx, identities), Links.load(tx, keys), SentLots.load(tx, keys))
                .asTuple()
                .invoke(all -> {
                    known = all.getItem1();
                    links = all.getItem2();
                    sent = all.getItem3();
                })
                .replaceWithVoid();
    }

    private void planAll(List<Command> commands) {
        for (Command c : commands) {
            PortfolioRow p = portfolios.get(c.portfolio());
            if (p == null) {
                plan.refuse(c.record(), "UNKNOWN_PORTFOLIO");
                continue;
            }
            switch (c) {
                case Command.Tell t ->
                    plan.tell(t, p, known.of(p.key(), t.fact().key()));
                case Command.Describe d -> plan.described(d, p, policies);
                case Command.Heal h -> plan.heal(h, p);
                case Command.Rebuild r -> plan.rebuild(r.record(), p);
            }
        }
    }

    /** Profiles and policies that are not refused. */
    private Uni<Void> describe(List<Command> commands) {
        List<Uni<Void>> writes = new ArrayList<>();
        for (Command c : commands) {
            if (c instanceof Command.Describe d && plan.isDescribed(d)) {
                writes.add(
                        ProfileRows.describe(tx, portfolios.get(d.portfolio()).key(), d.profile()));
            }
        }
        policies.apply(portfolios);
        writes.addAll(policies.writes(tx, batchId));
        if (writes.isEmpty()) return Uni.createFrom().voidItem();
        return Uni.join().all(writes).andFailFast().replaceWithVoid();
    }

    private Uni<Void> resolveInputs() {
        List<InputResolution.Asked> asked = new ArrayList<>();
        plan.changed().forEach((id, p) -> {
            Fact newest = known.of(id.portfolioKey(), id.key()).newest();
            if (newest != null && !newest.reversed()) asked.add(new InputResolution.Asked(p, newest));
        });
        return inputs.resolve(tx, asked).invoke(f -> found = f).replaceWithVoid();
    }

    private void makeTasks() {
        plan.changed().forEach((id, p) -> {
            KnownRevisions.Known k = known.of(id.portfolioKey(), id.key());
            Fact newest = k.newest();
            if (newest == null) return;
            InputResolution.Found f = newest.reversed() ? null : found.get(new InputResolution.Asked(p, newest));
            boolean revised = plan.isRevised(id);
            if (!revised && !isNews(k.booked(), f)) return;
            if (k.booked() != null) {
                task(id.portfolioKey(), k.booked().securityId()).remove(k.booked());
                if (revised) waitersGone.add(new WaiterRows.Gone(id.portfolioKey(), id.key()));
            }
            if (f == null) return;
            task(id.portfolioKey(), f.input().securityId()).add(newest.toTransaction(f.input()));
            if (f.isFromOutside()) {
                taken.add(new BookingRows.TakenInput(id.portfolioKey(), newest, f.input(), f.price()));
                waiters.addAll(f.waiters());
            }
        });
    }

    /** Whether what was found outside differs from what the booking took. */
    private static boolean isNews(BookedRow booked, InputResolution.Found found) {
        if (booked == null || found == null) return false;
        Fact.Input took = BookingRows.input(booked);
        return !took.securityId().equals(found.input().securityId())
                || !Conversions.same(took.toBase(), found.input().toBase())
                || !BookedRow.same(took.price(), found.input().price());
    }

    private BookTask task(long portfolioKey, String securityId) {
        return task(new BookKey(portfolioKey, securityId));
    }

    private BookTask task(BookKey key) {
        return tasks.computeIfAbsent(key, BookTask::new);
    }

    /** What the books of the batch come to, before anything of it is written. */
    private record Folded(BookWriter writer, List<PortfolioRows.Advance> advances, List<Written.OutboxEntry> outbox) {}

    private Folded fold() {
        Map<Long, PortfolioRow> byKey = new HashMap<>();
        portfolios.values().forEach(p -> byKey.put(p.key(), p));
        BookWriter writer = new BookWriter();
        Map<Long, List<Booking>> changed = new TreeMap<>();
        Map<Long, Policies> bookedBy = new HashMap<>();
        byKey.forEach((key, p) -> bookedBy.put(key, p.policies()));
        Map<Long, List<Booking>> all = new TreeMap<>();
        links.fold(tasks.values(), bookedBy).forEach((task, result) -> {
            PortfolioRow p = byKey.get(task.key().portfolioKey());
            all.computeIfAbsent(p.key(), k -> new ArrayList<>()).addAll(result.bookings());
            changed.computeIfAbsent(p.key(), k -> new ArrayList<>())
                    .addAll(writer.take(task, result, p.baseCurrency()));
        });
        sent.take(
                byKey,
                all,
                plan.changed().keySet().stream().filter(plan::isRevised).toList());
        Map<Long, Long> cashFlows = plan.cashFlows(known);
        Set<Long> moved = new LinkedHashSet<>(changed.keySet());
        moved.addAll(plan.rebuilt());
        moved.addAll(policies.changed());
        ChangedDays days = ChangedDays.of(tasks.values());
        List<PortfolioRows.Advance> advances = moved.stream()
                .map(key -> new PortfolioRows.Advance(
                        key, cashFlows.getOrDefault(key, 0L), days.last(key), days.restatedFrom(byKey.get(key))))
                .toList();
        return new Folded(writer, advances, ledgerEvents.of(byKey, moved, plan, changed, writer, sent.parcels(), days));
    }

    private Uni<Result> write(Folded folded) {
        return Uni.join()
                .all(
                        FactRows.supersede(
                                tx,
                                batchId,
                                plan.facts().stream()
                                        .filter(f -> !f.late() && f.fact().revision() > 1)
                                        .toList()),
                        FactRows.insert(tx, batchId, settled(plan.facts())),
                        WaiterRows.delete(tx, waitersGone),
                        WaiterRows.upsert(tx, waiters),
                        BookingRows.keepInputs(tx, batchId, taken),
                        folded.writer().write(tx),
                        sent.write(tx),
                        PortfolioRows.advance(tx, batchId, folded.advances()))
                .andFailFast()
                .map(done -> new Result(folded.outbox(), waiters));
    }

    /** A revision that a greater one of the same batch replaces is kept as superseded from the start. */
    private List<FactRows.NewFact> settled(List<FactRows.NewFact> facts) {
        return facts.stream()
                .map(f -> new FactRows.NewFact(
                        f.portfolioKey(),
                        f.fact(),
                        known.of(f.portfolioKey(), f.fact().key()).newest().revision()
                                > f.fact().revision()))
                .toList();
    }
}
