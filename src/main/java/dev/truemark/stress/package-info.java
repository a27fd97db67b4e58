/** What might become of what is held now: under shocks, and had the past come again. */
package dev.truemark.stress;
