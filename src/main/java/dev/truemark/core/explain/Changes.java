package dev.truemark.core.explain;

import dev.truemark.core.explain.Cause.ChangedFact;
import dev.truemark.core.explain.Cause.Kind;
import dev.truemark.core.explain.Knowledge.Word;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Why a figure changed between two states of knowledge (DEFINITIONS 6).
 *
 * <p><b>Definition.</b> Sequential replacement: the figure is computed from what was known first, then one fact after the
 * other is replaced by what was known later, and the figure computed again after each; a cause is what its fact changed. The
 * order: transactions as they became known; the policy; what symbols mean, and the rates of bookings, by the order of their
 * transactions; prices by security; the rates of the valuation by pair.
 *
 * <p><b>Numbers.</b> Exact: the deltas add up to the difference of the two figures to the last digit.
 *
 * <p>Lives inside one call and is seen by one thread.
 */
public final class Changes {
    private final Knowledge from;
    private final Knowledge to;
    private final Question question;
    private final RunsOfSecurities runs;
    private final ReplacedMarket market;
    private final Measures measures;
    private final List<Taken> taken = new ArrayList<>();

    private record Taken(Kind kind, List<ChangedFact> facts, Measures.Values after) {}

    private Changes(Knowledge from, Knowledge to, Question question, int limit) {
        this.from = from;
        this.to = to;
        this.question = question;
        List<Transaction> all = Stream.concat(from.words().values().stream(), to.words().values().stream())
                .map(Word::transaction)
                .toList();
        this.runs = new RunsOfSecurities(all, from.policies(), limit);
        this.market = new ReplacedMarket(from, to);
        this.measures = new Measures(question, runs, market);
    }

    /**
     * The causes of each figure that the question is about.
     *
     * @param limit most transactions to book, all repetitions counted; more are a {@link TooLargeException}
     */
    public static List<Change> between(Knowledge from, Knowledge to, Question question, int limit) {
        return new Changes(from, to, question, limit).all();
    }

    private List<Change> all() {
        from.words().values().stream()
                .filter(word -> word.countsOn(question.asOf()))
                .forEach(word -> runs.replace(Optional.empty(), Optional.of(word.transaction())));
        Measures.Values first = measures.values();
        market.start();
        Map<TransactionKey, Word> now = new HashMap<>(from.words());
        transactions(now);
        policy();
        inputs(now);
        prices();
        rates();
        List<Change> changes = new ArrayList<>();
        Measures.Values last = taken.isEmpty() ? first : taken.getLast().after();
        for (int n = 0; n < first.size(); n++) {
            String unit = last.unit(n).isEmpty() ? first.unit(n) : last.unit(n);
            int figure = n;
            List<Change.Step> steps = taken.stream()
                    .map(each -> new Change.Step(
                            each.kind(), each.facts(), each.after().in(unit, figure)))
                    .toList();
            changes.add(Change.of(first.name(n), unit, first.in(unit, n), steps));
        }
        return changes;
    }

    private void take(Kind kind, List<ChangedFact> facts) {
        taken.add(new Taken(kind, facts, measures.values()));
    }

    private void transactions(Map<TransactionKey, Word> now) {
        to.words().values().stream()
                .filter(word -> revision(from.words().get(word.transaction().key()))
                        .filter(known -> known == word.transaction().revision())
                        .isEmpty())
                .sorted(Comparator.comparing(Word::recordedAt)
                        .thenComparing(word -> word.transaction().order()))
                .forEach(word -> {
                    Word former = now.put(word.transaction().key(), word);
                    Optional<Transaction> before = counting(former);
                    Optional<Transaction> after = counting(word);
                    if (before.isEmpty() && after.isEmpty()) return;
                    runs.replace(before, after);
                    Kind kind = kind(former, word);
                    take(
                            kind,
                            List.of(new ChangedFact.OfTransaction(
                                    kind,
                                    word.transaction().key(),
                                    revision(former),
                                    word.transaction().revision(),
                                    word.recordedAt())));
                });
    }

    private static Kind kind(Word former, Word now) {
        if (now.reversed()) return Kind.REVERSAL;
        return former == null ? Kind.LATE_TRADE : Kind.CORRECTION;
    }

    private static Optional<Integer> revision(Word word) {
        return Optional.ofNullable(word).map(each -> each.transaction().revision());
    }

    private Optional<Transaction> counting(Word word) {
        return Optional.ofNullable(word)
                .filter(each -> each.countsOn(question.asOf()))
                .map(Word::transaction);
    }

    private void policy() {
        Policies later = to.policies();
        if (later.equals(from.policies())) return;
        runs.use(later);
        List<ChangedFact> settings = ChangedSettings.between(from.policies(), later);
        if (!settings.isEmpty()) take(Kind.POLICY, settings);
    }

    /** What bookings of the same revision take from outside their transaction. */
    private void inputs(Map<TransactionKey, Word> now) {
        to.words().values().stream()
                .filter(word -> word.countsOn(question.asOf()))
                .filter(word -> !now.get(word.transaction().key()).transaction().equals(word.transaction()))
                .sorted(Comparator.comparing(word -> word.transaction().order()))
                .forEach(word -> {
                    Transaction later = word.transaction();
                    Transaction former = now.get(later.key()).transaction();
                    boolean renamed = !former.securityId().equals(later.securityId());
                    if (renamed) rename(former, later);
                    else convert(priced(former, later), later);
                });
    }

    private void rename(Transaction former, Transaction later) {
        runs.replace(Optional.of(former), Optional.of(later));
        ChangedFact fact =
                new ChangedFact.OfInstrument(later.key(), later.revision(), former.securityId(), later.securityId());
        take(Kind.INSTRUMENT, List.of(fact));
    }

    /** By another price that stands in for a cost, where it is another; the transaction as it is booked by it. */
    private Transaction priced(Transaction former, Transaction later) {
        if (former.terms().equals(later.terms())) return former;
        Transaction priced = former.with(later.terms());
        runs.replace(Optional.of(former), Optional.of(priced));
        ChangedFact fact = new ChangedFact.OfBookingPrice(
                later.key(),
                later.revision(),
                former.terms().foundPrice(),
                later.terms().foundPrice());
        take(Kind.PRICE, List.of(fact));
        return priced;
    }

    private void convert(Transaction former, Transaction later) {
        if (former.equals(later)) return;
        runs.replace(Optional.of(former), Optional.of(later));
        ChangedFact fact =
                new ChangedFact.OfBookingRate(later.key(), later.revision(), former.toBase(), later.toBase());
        take(Kind.RATE, List.of(fact));
    }

    private void prices() {
        for (String security : new TreeSet<>(asked().securities())) {
            Optional<Price> former = market.priceOf(security);
            Optional<Price> later = to.prices().priceOf(security);
            market.replacePrice(security);
            if (!former.equals(later)) {
                ChangedFact.OfPrice fact = new ChangedFact.OfPrice(security, former, later);
                take(fact.kind(), List.of(fact));
            }
        }
    }

    private void rates() {
        for (ReplacedMarket.Pair pair : new TreeSet<>(asked().pairs())) {
            Rate former = market.rate(pair.from(), pair.to());
            Rate later = to.rates().rate(pair.from(), pair.to());
            market.replaceRate(pair);
            if (!former.equals(later)) {
                take(Kind.RATE, List.of(new ChangedFact.OfRate(pair.from(), pair.to(), former, later)));
            }
        }
    }

    /** What the figure needs of the market as it now stands. */
    private ReplacedMarket asked() {
        market.forget();
        measures.values();
        return market;
    }
}
