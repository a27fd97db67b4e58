package dev.truemark.stream;

import java.util.UUID;

/**
 * Which portfolio, and whose.
 *
 * @param id unique everywhere
 */
record PortfolioKey(UUID owner, UUID id) {}
