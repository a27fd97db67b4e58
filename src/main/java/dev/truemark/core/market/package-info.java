/** Prices and rates as known at an instant: immutable snapshots (DEFINITIONS 14). */
package dev.truemark.core.market;
