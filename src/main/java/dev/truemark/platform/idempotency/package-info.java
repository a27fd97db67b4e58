/** Writes that a caller may repeat over a cut connection: one effect, and the first answer again. */
package dev.truemark.platform.idempotency;
