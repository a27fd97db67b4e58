/** Statistics of returns: a calculator on series that the caller brings, and the risk of portfolios. */
package dev.truemark.risk;
