/** Strategies run over the stored prices. */
package dev.truemark.backtest;
