/** Statistics of return series (DEFINITIONS 20). */
package dev.truemark.core.risk;
