package dev.truemark.core.ledger;

/**
 * Which lot: the transaction that opened it, and which of its lots where it opened several.
 *
 * @param ordinal zero-based
 */
public record LotId(TransactionKey openedBy, int ordinal) {}
