/** Portfolios at prices: the newest, of any day, as known at any instant, and recomputed cold at a basis. */
package dev.truemark.valuation;
