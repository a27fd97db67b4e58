/** Market facts: prices, rates and instruments in, looked up for a moment and as known at an instant, and quoted live. */
package dev.truemark.market;
