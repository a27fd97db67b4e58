/** Rules on live figures: when they fire, and how their owner is told, once. */
package dev.truemark.alert;
