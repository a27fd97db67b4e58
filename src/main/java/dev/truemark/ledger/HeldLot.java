package dev.truemark.ledger;

import dev.truemark.core.ledger.Lot;

/** An open lot of a position in {@code currency}. */
public record HeldLot(String securityId, String currency, Lot lot) {}
