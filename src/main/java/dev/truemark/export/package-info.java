/** Whole portfolios out, in the form in which they come in. */
package dev.truemark.export;
