/** Why a figure is what it is, and why it is no longer what it was. */
package dev.truemark.explain;
