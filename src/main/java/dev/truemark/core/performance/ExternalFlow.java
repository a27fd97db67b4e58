package dev.truemark.core.performance;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Money or units that came from outside on a day, positive, or left, negative; unknown while their rate or price is. */
public record ExternalFlow(LocalDate date, BaseAmount amount) {
    public static ExternalFlow of(LocalDate date, BigDecimal amount) {
        return new ExternalFlow(date, BaseAmount.of(amount));
    }
}
