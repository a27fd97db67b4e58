/** The ledger stage: transactions in, facts, books and events out, one PostgreSQL transaction per batch. */
package dev.truemark.ledger;
