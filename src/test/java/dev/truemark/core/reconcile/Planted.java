package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.reconcile.Candidate.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Books with one mistake in them.
 *
 * @param truth  the transaction as it is
 * @param wrong  as it is booked; empty of one that is left out
 */
record Planted(Kind kind, List<Told> books, Told truth, Optional<Told> wrong) {

    static final List<Kind> KINDS = List.of(
            Kind.MISSING,
            Kind.DOUBLED,
            Kind.SHIFTED,
            Kind.WRONG_SIGN,
            Kind.WRONG_QUANTITY,
            Kind.WRONG_AMOUNT,
            Kind.WRONG_SECURITY);

    /** Empty where the dice gave a transaction that cannot be mistaken so. */
    static Optional<Planted> in(List<Told> ledger, Kind kind, Random random, List<LocalDate> statements) {
        Told truth = ledger.get(random.nextInt(ledger.size()));
        List<Told> others = new ArrayList<>(ledger);
        others.remove(truth);
        if (kind == Kind.MISSING) return Optional.of(new Planted(kind, others, truth, Optional.empty()));
        if (kind == Kind.DOUBLED) return Optional.of(with(kind, ledger, truth, truth.named(truth.id() + "-again")));
        return wrong(truth, kind, random, statements)
                .filter(wrong -> !wrong.equals(truth))
                .map(wrong -> with(kind, others, truth, wrong));
    }

    private static Planted with(Kind kind, List<Told> others, Told truth, Told wrong) {
        List<Told> books = new ArrayList<>(others);
        books.add(wrong);
        return new Planted(kind, books, truth, Optional.of(wrong));
    }

    private static Optional<Told> wrong(Told t, Kind kind, Random random, List<LocalDate> statements) {
        boolean trade = t.type() == TransactionType.BUY || t.type() == TransactionType.SELL;
        return switch (kind) {
            case SHIFTED -> shifted(t, random, statements);
            case WRONG_SIGN -> sign(t);
            case WRONG_QUANTITY ->
                trade ? transposed(t.quantity()).map(units -> t.sized(units, priced(t, units))) : Optional.empty();
            case WRONG_AMOUNT -> transposed(t.gross()).map(gross -> t.sized(t.quantity(), gross));
            case WRONG_SECURITY -> trade ? Optional.of(t.of(neighbour(t.security()))) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Told> sign(Told t) {
        return switch (t.type()) {
            case BUY -> Optional.of(t.as(TransactionType.SELL));
            case SELL -> Optional.of(t.as(TransactionType.BUY));
            case DEPOSIT -> Optional.of(t.as(TransactionType.WITHDRAWAL));
            case WITHDRAWAL -> Optional.of(t.as(TransactionType.DEPOSIT));
            default -> Optional.empty();
        };
    }

    /** Over the next statement or the one before, by a few days. */
    private static Optional<Told> shifted(Told t, Random random, List<LocalDate> statements) {
        boolean later = random.nextBoolean();
        LocalDate over = null;
        for (LocalDate each : statements) {
            boolean before = each.isBefore(t.date());
            if (later && !before && over == null) over = each;
            if (!later && before) over = each;
        }
        if (over == null || over.equals(statements.getLast())) return Optional.empty();
        return Optional.of(t.on(later ? over.plusDays(1 + random.nextInt(5)) : over.minusDays(random.nextInt(5))));
    }

    private static BigDecimal priced(Told t, BigDecimal units) {
        return t.gross().divide(t.quantity()).multiply(units);
    }

    private static String neighbour(String security) {
        return switch (security) {
            case "S1" -> "S2";
            case "S2" -> "S3";
            case "S3" -> "S1";
            case "S4" -> "S5";
            case "S5" -> "S6";
            default -> "S4";
        };
    }

    /** With its first two digits that differ swapped. */
    static Optional<BigDecimal> transposed(BigDecimal value) {
        if (value.signum() <= 0) return Optional.empty();
        char[] digits = value.unscaledValue().toString().toCharArray();
        for (int i = 0; i + 1 < digits.length; i++) {
            if (digits[i] == digits[i + 1] || i == 0 && digits[1] == '0') continue;
            char first = digits[i];
            digits[i] = digits[i + 1];
            digits[i + 1] = first;
            return Optional.of(new BigDecimal(new java.math.BigInteger(new String(digits)), value.scale()));
        }
        return Optional.empty();
    }

    /** Whether {@code found} names this mistake, and what the transaction should be. */
    boolean isFoundBy(Candidate found) {
        if (found.kind() != kind) return false;
        return switch (kind) {
            case MISSING ->
                found.types().contains(truth.type()) && sameUnits(found) && sameCash(found) && inTime(found);
            case DOUBLED ->
                found.transaction().filter(this::isOneOfTheTwo).isPresent()
                        && found.twin().filter(this::isOneOfTheTwo).isPresent();
            case SHIFTED -> found.transaction().get().equals(truth.key()) && inTime(found);
            case WRONG_SIGN ->
                found.transaction().get().equals(truth.key()) && found.types().getFirst() == truth.type();
            case WRONG_AMOUNT -> found.transaction().get().equals(truth.key()) && sameCash(found);
            default -> found.transaction().get().equals(truth.key()) && sameUnits(found);
        };
    }

    private boolean isOneOfTheTwo(dev.truemark.core.ledger.TransactionKey key) {
        return key.equals(truth.key()) || key.equals(wrong.get().key());
    }

    /** A split has a ratio and no units; a dividend names a security that its cash does not tell. */
    private boolean sameUnits(Candidate found) {
        if (truth.ratio().isPresent()) {
            return found.securityId().equals(truth.security())
                    && found.ratio()
                            .filter(r -> r.compareTo(truth.ratio().get()) == 0)
                            .isPresent();
        }
        if (truth.quantity().signum() == 0) return true;
        return found.securityId().equals(truth.security())
                && found.quantity()
                        .filter(q -> q.compareTo(truth.quantity()) == 0)
                        .isPresent();
    }

    private boolean sameCash(Candidate found) {
        BigDecimal cash = truth.booked().type() == TransactionType.SPLIT ? BigDecimal.ZERO : cashOf(truth);
        return found.cash().orElse(BigDecimal.ZERO).compareTo(cash) == 0
                && (cash.signum() == 0 || found.currency().equals(truth.currency()));
    }

    private static BigDecimal cashOf(Told t) {
        boolean in = switch (t.type()) {
            case SELL, DIVIDEND, INTEREST, DEPOSIT -> true;
            default -> false;
        };
        return (in ? t.gross() : t.gross().negate()).subtract(t.fees());
    }

    private boolean inTime(Candidate found) {
        return !found.earliest().map(truth.date()::isBefore).orElse(false)
                && !found.latest().map(truth.date()::isAfter).orElse(false);
    }
}
