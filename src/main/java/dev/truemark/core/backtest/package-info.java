/** Strategies run over past prices, through the functions that book and measure portfolios. */
package dev.truemark.core.backtest;
