/** What every read has in common: pages, sorting, dates of knowledge, entity tags, and a bounded pool for long folds. */
package dev.truemark.platform.reading;
