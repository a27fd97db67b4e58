/** From target weights to trades that break no constraint. */
package dev.truemark.core.rebalance;
