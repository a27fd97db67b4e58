/** How a portfolio is spread over classes, sectors, countries and currencies. */
package dev.truemark.allocation;
