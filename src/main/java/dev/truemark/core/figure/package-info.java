/** Statistics that may be undefined and then say why, and sums that are equal on every machine (DEFINITIONS 2 and 3). */
package dev.truemark.core.figure;
