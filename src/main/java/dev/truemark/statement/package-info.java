/** Statements of brokers, held against the books of a portfolio. */
package dev.truemark.statement;
