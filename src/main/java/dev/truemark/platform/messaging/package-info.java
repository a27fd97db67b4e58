/**
 * Batch stages over Kafka and PostgreSQL: one poll, one set-based write, one commit, with the offset in the same
 * transaction, and the outbox that publishes what a batch has to say. Knows no feature.
 */
package dev.truemark.platform.messaging;
