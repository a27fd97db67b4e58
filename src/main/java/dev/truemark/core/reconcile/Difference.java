package dev.truemark.core.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * Where a statement and the books part.
 *
 * @param subject a security, or of {@code CASH} a currency
 */
public record Difference(LocalDate date, Figure figure, String subject, BigDecimal stated, BigDecimal booked) {
    static final Comparator<Difference> ORDER = Comparator.comparing(Difference::date)
            .thenComparing(Difference::figure)
            .thenComparing(Difference::subject);

    /** What is compared. */
    public enum Figure {
        QUANTITY,
        CASH,
        COST
    }

    /** What the books lack: stated less booked. */
    public BigDecimal lacking() {
        return stated.subtract(booked);
    }
}
