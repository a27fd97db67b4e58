package dev.truemark.ledger;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.platform.messaging.DeadLetter;
import dev.truemark.platform.messaging.InRecord;
import dev.truemark.platform.messaging.ItemFate;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a batch means once its records are held against what is known: facts to keep, transactions whose newest revision
 * changed, refusals. Filled step by step by {@link LedgerBatch}.
 */
final class BatchPlan {
    private final Topics topics;
    private final List<OutRecord> deadLetters = new ArrayList<>();
    private final List<ItemFate> fates = new ArrayList<>();
    private final List<FactRows.NewFact> facts = new ArrayList<>();
    /** Transactions to book (again) or to take off the books, each once, in the order first met. */
    private final Map<KnownRevisions.Identity, PortfolioRow> changed = new LinkedHashMap<>();
    /** Of the changed, those of which a new revision came: their former booking's inputs no longer count. */
    private final Set<KnownRevisions.Identity> revised = new java.util.HashSet<>();

    private final Map<Long, Integer> partitionOf = new HashMap<>();
    private final Set<Long> rebuilt = new java.util.LinkedHashSet<>();
    private final Set<Command.Describe> described =
            java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());

    BatchPlan(Topics topics) {
        this.topics = topics;
    }

    void refuse(InRecord record, String reason) {
        deadLetters.add(DeadLetter.of(topics, record, reason));
        record.fate("INVALID", reason).ifPresent(fates::add);
    }

    /** Holds a told transaction against its known revisions (DEFINITIONS 5). */
    void tell(Command.Tell tell, PortfolioRow p, KnownRevisions.Known known) {
        Fact fact = ArrivedLots.inBaseOf(tell.fact().in(p.zone()), p.baseCurrency());
        switch (known.standing(fact, tell.supersedes())) {
            case REPLAYED -> fate(tell, p, "REPLAYED", null);
            case CONFLICT -> {
                deadLetters.add(DeadLetter.of(topics, tell.record(), "CONFLICT"));
                fate(tell, p, "CONFLICT", Standing.OTHER_CONTENT);
            }
            case NOT_NEWEST -> refuse(tell.record(), Standing.notNewest(known.newestRevision()));
            case LATE -> keep(tell, p, known, fact, true);
            case NEWEST -> {
                keep(tell, p, known, fact, false);
                KnownRevisions.Identity id = new KnownRevisions.Identity(p.key(), fact.key());
                changed.put(id, p);
                revised.add(id);
            }
        }
    }

    private void keep(Command.Tell tell, PortfolioRow p, KnownRevisions.Known known, Fact fact, boolean late) {
        known.take(fact);
        facts.add(new FactRows.NewFact(p.key(), fact, late));
        fate(tell, p, "RECORDED", null);
        partitionOf.putIfAbsent(p.key(), tell.record().partition());
    }

    private void fate(Command.Tell tell, PortfolioRow p, String outcome, String reason) {
        TransactionKey key = tell.fact().key();
        tell.record()
                .fate(outcome, reason)
                .map(f -> f.of(
                        p.key(), key.source(), key.transactionId(), tell.fact().revision()))
                .ifPresent(fates::add);
    }

    /** Takes a word on a portfolio; what it says of policies is refused where it replaces others than the newest. */
    void described(Command.Describe told, PortfolioRow p, PolicyChanges policies) {
        int newest = policies.newest(p);
        if (told.policy().supersedes().filter(claimed -> claimed != newest).isPresent()) {
            refuse(told.record(), Standing.notNewest(newest));
            return;
        }
        policies.take(p, told.policy());
        described.add(told);
        told.record().fate("STORED", null).ifPresent(fates::add);
        partitionOf.putIfAbsent(p.key(), told.record().partition());
    }

    boolean isDescribed(Command.Describe told) {
        return described.contains(told);
    }

    void heal(Command.Heal heal, PortfolioRow p) {
        partitionOf.putIfAbsent(p.key(), heal.record().partition());
        heal.transactions().forEach(t -> changed.putIfAbsent(new KnownRevisions.Identity(p.key(), t), p));
    }

    void rebuild(InRecord record, PortfolioRow p) {
        partitionOf.putIfAbsent(p.key(), record.partition());
        rebuilt.add(p.key());
    }

    /** How the number of current cash flows changes per portfolio. */
    Map<Long, Long> cashFlows(KnownRevisions known) {
        Map<Long, Long> flows = new TreeMap<>();
        for (KnownRevisions.Identity id : revised) {
            KnownRevisions.Known k = known.of(id.portfolioKey(), id.key());
            flows.merge(id.portfolioKey(), count(k.newest()) - count(k.stood()), Long::sum);
        }
        return flows;
    }

    private static long count(Fact fact) {
        return fact != null && !fact.reversed() && fact.isCashFlow() ? 1 : 0;
    }

    List<OutRecord> deadLetters() {
        return deadLetters;
    }

    List<ItemFate> fates() {
        return fates;
    }

    List<FactRows.NewFact> facts() {
        return facts;
    }

    Map<KnownRevisions.Identity, PortfolioRow> changed() {
        return changed;
    }

    boolean isRevised(KnownRevisions.Identity id) {
        return revised.contains(id);
    }

    Set<Long> rebuilt() {
        return rebuilt;
    }

    int partitionOf(long portfolioKey) {
        return partitionOf.getOrDefault(portfolioKey, -1);
    }
}
