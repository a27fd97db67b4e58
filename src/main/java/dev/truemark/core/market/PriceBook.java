package dev.truemark.core.market;

import java.util.Optional;

/** The newest price of each security at or before one instant; none where none is known. */
@FunctionalInterface
public interface PriceBook {
    Optional<Price> priceOf(String securityId);
}
