package dev.truemark.archfixture.core.ledger;

import dev.truemark.archfixture.core.money.Amount;

/** Lawful: an earlier package. */
public record Fact(Amount amount) {}
