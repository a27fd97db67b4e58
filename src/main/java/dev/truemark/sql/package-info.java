/** The documented views of the schema {@code analytics}, for downloads. */
package dev.truemark.sql;
