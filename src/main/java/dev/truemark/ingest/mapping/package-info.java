/** How the rows of somebody else's file become transactions: column names, values, dates, numbers and ids. */
package dev.truemark.ingest.mapping;
