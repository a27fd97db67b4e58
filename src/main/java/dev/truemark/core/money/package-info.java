/** Exact amounts, conversion between currencies, and the one rounding rule (DEFINITIONS 1). Depends on nothing. */
package dev.truemark.core.money;
