package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Terms;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.Exact;
import dev.truemark.core.reconcile.Candidate.Evidence;
import dev.truemark.core.reconcile.Candidate.Kind;
import dev.truemark.core.reconcile.Trials.Outcome;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Transactions that the books lack, made of what the statement has more or less; and cost methods that agree. */
final class Gaps {
    /** Terms of a split's ratio that are small enough to be one. */
    private static final int MOST_OF_A_RATIO = 50;
    /** The code of ISO 4217 where no currency is involved: a delivery moves no cash. */
    private static final String NO_CURRENCY = "XXX";

    private final Parting parting;
    private final Trials trials;

    Gaps(Parting parting, Trials trials) {
        this.parting = parting;
        this.trials = trials;
    }

    /** What is lacking of a security, and of the currency in which it may have been paid. */
    private record Lack(String security, BigDecimal units, String currency, Optional<BigDecimal> cash) {}

    void look() {
        boolean one = parting.units().size() == 1;
        parting.units().forEach((security, units) -> ofSecurity(security, units, one));
        if (parting.units().isEmpty()) ofCash();
        if (parting.units().isEmpty() && parting.cash().isEmpty()) costMethods();
    }

    private void ofSecurity(String security, BigDecimal units, boolean alone) {
        String held = parting.books().currencyOf(security);
        SortedMap<String, BigDecimal> cash = parting.cash();
        String currency = !held.isEmpty() ? held : cash.size() == 1 ? cash.firstKey() : "";
        boolean stated = alone && !currency.isEmpty() && parting.books().judge().judgesCash(parting.day());
        Optional<BigDecimal> paid =
                stated ? Optional.of(cash.getOrDefault(currency, BigDecimal.ZERO)) : Optional.empty();
        Lack lack = new Lack(security, units, currency.isEmpty() ? NO_CURRENCY : currency, paid);
        trade(lack, EnumSet.noneOf(Evidence.class));
        rejected(lack).ifPresent(more -> trade(more, EnumSet.of(Evidence.REJECTED_BOOKED_AGAIN)));
        if (paid.isEmpty() || paid.get().signum() == 0) split(lack);
    }

    private void trade(Lack lack, Set<Evidence> evidence) {
        BigDecimal cash = lack.cash().orElse(BigDecimal.ZERO);
        boolean more = lack.units().signum() > 0;
        boolean free = lack.cash().isPresent() && cash.signum() == 0;
        if (lack.units().signum() == 0 || (cash.signum() != 0 && (cash.signum() > 0) == more)) return;
        List<TransactionType> types = free
                ? more
                        ? List.of(TransactionType.TRANSFER_IN, TransactionType.STOCK_DIVIDEND, TransactionType.SPIN_OFF)
                        : List.of(TransactionType.TRANSFER_OUT)
                : more
                        ? List.of(TransactionType.BUY, TransactionType.BUY_TO_COVER)
                        : List.of(TransactionType.SELL, TransactionType.SELL_SHORT, TransactionType.REDEMPTION);
        BigDecimal gross = free ? costLacking(lack.security()) : cash.abs();
        Optional<Found> found = Optional.empty();
        for (TransactionType type : types) {
            if (found.isPresent() || type == TransactionType.STOCK_DIVIDEND || type == TransactionType.SPIN_OFF) break;
            found = best(
                    lack.security(),
                    date -> Mended.missing(
                            date,
                            type,
                            lack.security(),
                            lack.currency(),
                            lack.units().abs(),
                            gross,
                            Terms.NONE));
        }
        found.ifPresent(f -> keep(f, likeliestFirst(types, f.edit()), lack, Optional.empty(), evidence));
    }

    private static List<TransactionType> likeliestFirst(List<TransactionType> types, Transaction tried) {
        if (types.getFirst() == tried.type()) return types;
        List<TransactionType> sorted = new java.util.ArrayList<>(types);
        sorted.remove(tried.type());
        sorted.addFirst(tried.type());
        return sorted;
    }

    /** A delivery is tried with the cost that is lacking, or else with any, since it moves no cash. */
    private BigDecimal costLacking(String security) {
        BigDecimal cost = parting.cost().getOrDefault(security, BigDecimal.ONE);
        return cost.signum() > 0 ? cost : BigDecimal.ONE;
    }

    /** The lack and what the sales that had to be rejected would have taken, if there are such. */
    private Optional<Lack> rejected(Lack lack) {
        BigDecimal units = lack.units();
        BigDecimal cash = lack.cash().orElse(BigDecimal.ZERO);
        boolean any = false;
        for (Booking each : parting.books().bookings()) {
            Transaction t = each.transaction();
            boolean counts = each.status() == Booking.Status.REJECTED
                    && t.securityId().equals(lack.security())
                    && parting.spans(t)
                    && Mended.unitsSign(t.type()) < 0;
            if (!counts) continue;
            any = true;
            units = units.add(t.quantity());
            if (Mended.cashSign(t) > 0) {
                cash = cash.subtract(t.gross().subtract(t.fees()).subtract(t.taxes()));
            }
        }
        if (!any) return Optional.empty();
        BigDecimal paid = cash;
        return Optional.of(
                new Lack(lack.security(), units, lack.currency(), lack.cash().map(before -> paid)));
    }

    private void split(Lack lack) {
        BigDecimal booked = parting.books()
                .snapshots()
                .position(parting.day(), lack.security())
                .quantity();
        BigDecimal stated = booked.add(lack.units());
        if (booked.signum() == 0 || stated.signum() != booked.signum()) return;
        ratio(stated.divide(booked, java.math.MathContext.DECIMAL64)).ifPresent(ratio -> {
            Terms terms = Terms.ofRatio(Exact.divide(stated, booked));
            best(
                            lack.security(),
                            date -> Mended.missing(
                                    date,
                                    TransactionType.SPLIT,
                                    lack.security(),
                                    lack.currency(),
                                    BigDecimal.ZERO,
                                    BigDecimal.ZERO,
                                    terms))
                    .ifPresent(found -> keep(
                            found,
                            List.of(TransactionType.SPLIT, TransactionType.STOCK_DIVIDEND),
                            new Lack(lack.security(), BigDecimal.ZERO, lack.currency(), lack.cash()),
                            Optional.of(ratio),
                            EnumSet.of(Evidence.SIMPLE_RATIO)));
        });
    }

    /** The same where it is a fraction of small numbers; such as 2, 3/2 or 1/10. */
    private static Optional<BigDecimal> ratio(BigDecimal value) {
        for (int denominator = 1; denominator <= MOST_OF_A_RATIO; denominator++) {
            BigDecimal numerator = value.multiply(BigDecimal.valueOf(denominator));
            BigDecimal whole = numerator.setScale(0, java.math.RoundingMode.HALF_EVEN);
            boolean small = whole.signum() > 0 && whole.compareTo(BigDecimal.valueOf(MOST_OF_A_RATIO)) <= 0;
            if (small && numerator.subtract(whole).abs().compareTo(new BigDecimal("1E-12")) < 0) {
                return Optional.of(Exact.divide(whole, BigDecimal.valueOf(denominator)));
            }
        }
        return Optional.empty();
    }

    private void ofCash() {
        if (parting.cash().size() == 2) conversion();
        parting.cash().forEach((currency, cash) -> {
            List<TransactionType> types = cash.signum() > 0
                    ? List.of(
                            TransactionType.DIVIDEND,
                            TransactionType.INTEREST,
                            TransactionType.DEPOSIT,
                            TransactionType.RETURN_OF_CAPITAL,
                            TransactionType.TRANSFER_IN)
                    : List.of(
                            TransactionType.FEE,
                            TransactionType.TAX,
                            TransactionType.WITHDRAWAL,
                            TransactionType.TRANSFER_OUT);
            TransactionType tried = cash.signum() > 0 ? TransactionType.DEPOSIT : TransactionType.WITHDRAWAL;
            Lack lack = new Lack("", BigDecimal.ZERO, currency, Optional.of(cash));
            best("", date -> Mended.missing(date, tried, "", currency, BigDecimal.ZERO, cash.abs(), Terms.NONE))
                    .ifPresent(found -> keep(found, types, lack, Optional.empty(), EnumSet.noneOf(Evidence.class)));
        });
    }

    private void conversion() {
        String one = parting.cash().firstKey();
        String other = parting.cash().lastKey();
        if (parting.cash().get(one).signum() == parting.cash().get(other).signum()) return;
        String sold = parting.cash().get(one).signum() < 0 ? one : other;
        String bought = sold.equals(one) ? other : one;
        BigDecimal given = parting.cash().get(sold);
        BigDecimal taken = parting.cash().get(bought);
        Terms terms = new Terms(Optional.empty(), Optional.empty(), "", bought, List.of(), List.of());
        best("", date -> Mended.missing(date, TransactionType.FX_CONVERSION, "", sold, taken, given.negate(), terms))
                .ifPresent(found -> keep(
                        found,
                        List.of(TransactionType.FX_CONVERSION),
                        new Lack("", taken, sold, Optional.of(given)),
                        Optional.empty(),
                        EnumSet.noneOf(Evidence.class)));
    }

    /** A transaction that was tried, and what came of it. */
    private record Found(Transaction edit, Outcome outcome) {}

    /** On the last day on which it may belong, or, where that explains less, on the first. */
    private Optional<Found> best(String security, java.util.function.Function<LocalDate, Transaction> on) {
        Optional<Found> late = tried(on.apply(parting.date()));
        if (late.isPresent() && late.get().outcome().unexplained() == 0) return late;
        Optional<Found> early = tried(
                on.apply(parting.lastWordOn(security).map(d -> d.plusDays(1)).orElseGet(this::beginning)));
        if (late.isEmpty() || early.isEmpty()) return late.or(() -> early);
        return early.get().outcome().unexplained() < late.get().outcome().unexplained() ? early : late;
    }

    private LocalDate beginning() {
        return parting.books().bookings().isEmpty()
                ? parting.date()
                : parting.books().bookings().getFirst().transaction().order().date();
    }

    private Optional<Found> tried(Transaction t) {
        return trials.of(Edit.insert(t)).map(outcome -> new Found(t, outcome));
    }

    private void keep(
            Found found, List<TransactionType> types, Lack lack, Optional<BigDecimal> ratio, Set<Evidence> evidence) {
        trials.keep(
                new Candidate(
                        Kind.MISSING,
                        Optional.empty(),
                        Optional.empty(),
                        types,
                        lack.security(),
                        lack.units().signum() == 0
                                ? Optional.empty()
                                : Optional.of(lack.units().abs()),
                        lack.cash().isPresent() ? lack.currency() : "",
                        lack.cash(),
                        ratio,
                        Optional.empty(),
                        parting.lastWordOn(lack.security()).map(d -> d.plusDays(1)),
                        Optional.of(parting.date()),
                        evidence,
                        found.outcome().explained(),
                        found.outcome().unexplained()),
                found.edit().order().date());
    }

    /** Only cost differs: the books of those securities under every other method. */
    private void costMethods() {
        Policies policies = parting.books().policies();
        for (CostMethod method : CostMethod.values()) {
            Policies others = policies.with(method);
            if (others.equals(policies)) continue;
            List<Difference> remaining =
                    parting.books().under(others, parting.cost().keySet());
            trials.judged(remaining)
                    .ifPresent(outcome -> trials.keep(methodCandidate(method, outcome), parting.date()));
        }
    }

    private Candidate methodCandidate(CostMethod method, Outcome outcome) {
        return new Candidate(
                Kind.COST_METHOD,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                parting.cost().firstKey(),
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of(method),
                Optional.empty(),
                Optional.empty(),
                EnumSet.noneOf(Evidence.class),
                outcome.explained(),
                outcome.unexplained());
    }
}
