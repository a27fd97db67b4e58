package dev.truemark.archfixture.core.money;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Lawful: nothing but Java. */
public record Amount(BigDecimal value, LocalDate on) {}
