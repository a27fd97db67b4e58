/** Transactions, lots, cost methods and booking (DEFINITIONS 4 to 13), as pure functions over immutable values. */
package dev.truemark.core.ledger;
