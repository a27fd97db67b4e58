/** Returns, contribution and attribution (DEFINITIONS 15 to 19). */
package dev.truemark.core.performance;
