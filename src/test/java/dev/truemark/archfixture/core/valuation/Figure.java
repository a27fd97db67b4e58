package dev.truemark.archfixture.core.valuation;

import dev.truemark.archfixture.core.ledger.Fact;
import dev.truemark.archfixture.core.money.Amount;

/** Lawful: earlier packages. */
public record Figure(Fact fact, Amount value) {}
