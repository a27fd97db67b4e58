/** Where a figure comes from: the graph of operations between it and the facts (DEFINITIONS 22), as pure functions. */
package dev.truemark.core.explain;
