/** How a portfolio's value is spread over what it holds: by attribute, through funds, and how much is in few hands. */
package dev.truemark.core.allocation;
