/** Bonds and day counts: calculators, and the fixed income of a portfolio. */
package dev.truemark.bond;
