/** What a portfolio is to look like, how far it is from it, and the trades that would bring it there. */
package dev.truemark.rebalance;
