/** Checks of the data that stands in the database: what must be unique, known, refer to something, and add up. */
package dev.truemark.quality;
