/** Positions and cash at prices and rates; what could not be valued, and the hash of a state (DEFINITIONS 3, 10, 12 to 14, 22). */
package dev.truemark.core.valuation;
