package dev.truemark.core.performance;

import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What all was worth at the end of a day, the flows of that day included; unknown while a price or a rate is missing. */
public record ValuePoint(LocalDate date, BaseAmount value) {
    public static ValuePoint of(LocalDate date, BigDecimal value) {
        return new ValuePoint(date, BaseAmount.of(value));
    }
}
