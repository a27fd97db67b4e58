/** The one source of the current instant. */
package dev.truemark.platform.time;
