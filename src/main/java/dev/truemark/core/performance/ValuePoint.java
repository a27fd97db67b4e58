package dev.truemark.core.performance;

import java.math.BigDecimal;
import java.time.LocalDate;

/** What all was worth at the end of a day, the flows of that day included. */
public record ValuePoint(LocalDate date, BigDecimal value) {}
