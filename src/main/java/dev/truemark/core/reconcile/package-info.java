/** Books held against the statements of a broker: where they part, and which single mistakes would explain it. */
package dev.truemark.core.reconcile;
