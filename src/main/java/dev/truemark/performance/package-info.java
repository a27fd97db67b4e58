/** Returns, contribution and attribution: calculators on data that the caller brings, and the figures of portfolios. */
package dev.truemark.performance;
