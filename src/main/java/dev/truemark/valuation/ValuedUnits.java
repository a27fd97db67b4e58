package dev.truemark.valuation;

import dev.truemark.core.valuation.PositionValue;
import java.util.Map;

/**
 * Books at prices, and single units at the same.
 *
 * @param units one unit by security id: in the currency of the position where it is held, otherwise in base currency
 */
public record ValuedUnits(Valued valued, Map<String, PositionValue> units) {
    public ValuedUnits {
        units = Map.copyOf(units);
    }
}
