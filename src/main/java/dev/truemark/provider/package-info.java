/** Prices from a provider outside, told to the market topic as any producer would tell them. Off unless asked for. */
package dev.truemark.provider;
