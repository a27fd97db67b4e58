/** Terms of instruments (DEFINITIONS 21). */
package dev.truemark.core.instrument;
