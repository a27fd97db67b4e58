package dev.truemark.core.performance;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Money that moves on a day; what the sign means, the function says that takes it. */
public record CashFlow(LocalDate date, BigDecimal amount) {}
