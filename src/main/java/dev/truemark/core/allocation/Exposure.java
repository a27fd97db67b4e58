package dev.truemark.core.allocation;

import dev.truemark.core.money.BaseAmount;

/**
 * Value in one security, in base currency; unknown where a price or a rate is missing.
 *
 * @param direct  held as itself
 * @param through held by funds that were looked through
 */
public record Exposure(String securityId, BaseAmount direct, BaseAmount through) {
    public BaseAmount value() {
        return direct.plus(through);
    }
}
