package dev.truemark.ledger;

import dev.truemark.core.ledger.DayPosition;

/** A position at the end of a day on which it changed. */
public record PositionDay(String securityId, DayPosition day) {}
