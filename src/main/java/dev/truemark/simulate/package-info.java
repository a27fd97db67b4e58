/**
 * A made-up market and three made-up accounts, sent through the same Kafka topics as any producer's, and the demo user
 * who owns them. The walk itself is pure: the same seed and the same beginning give the same events.
 */
package dev.truemark.simulate;
