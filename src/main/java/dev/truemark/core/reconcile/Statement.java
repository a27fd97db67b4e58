package dev.truemark.core.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a broker says was held at the end of a day.
 *
 * @param positions by security; empty where the statement says nothing of positions
 * @param cash      balances by currency; empty where it says nothing of cash
 * @param complete  whether what it does not list is zero; otherwise that is not judged
 */
public record Statement(
        LocalDate date,
        Optional<SortedMap<String, Stated>> positions,
        Optional<SortedMap<String, BigDecimal>> cash,
        boolean complete) {
    public Statement {
        positions = positions.map(Statement::copy);
        cash = cash.map(Statement::copy);
    }

    /**
     * @param quantity units, negative where short
     * @param cost     total cost in the currency of the position, where the statement tells it
     */
    public record Stated(BigDecimal quantity, Optional<BigDecimal> cost) {
        static final Stated NOTHING = new Stated(BigDecimal.ZERO, Optional.empty());
    }

    /** What it says of a security; empty where it says nothing. */
    Optional<Stated> position(String security) {
        return positions.flatMap(all -> said(all, security, Stated.NOTHING));
    }

    /** What it says of a currency; empty where it says nothing. */
    Optional<BigDecimal> cash(String currency) {
        return cash.flatMap(all -> said(all, currency, BigDecimal.ZERO));
    }

    private <T> Optional<T> said(Map<String, T> all, String of, T nothing) {
        T said = all.get(of);
        return said != null ? Optional.of(said) : complete ? Optional.of(nothing) : Optional.empty();
    }

    private static <T> SortedMap<String, T> copy(SortedMap<String, T> of) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(of));
    }
}
