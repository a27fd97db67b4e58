/** Truemark: live portfolio analytics. */
package dev.truemark;
