/** How values look on the wire: snake_case, decimals as plain strings, instants in UTC, nulls written. */
package dev.truemark.platform.json;
