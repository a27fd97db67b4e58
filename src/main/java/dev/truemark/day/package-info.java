/** The day of a portfolio so far: over REST, and for the stream. */
package dev.truemark.day;
