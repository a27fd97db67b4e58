package dev.truemark.ledger;

import dev.truemark.core.money.Conversion;

/** Compares conversions as they come back from the database, where 1.10 may stand as 1.1. */
final class Conversions {
    private Conversions() {}

    static boolean same(Conversion a, Conversion b) {
        return switch (a) {
            case Conversion.Unknown u -> b instanceof Conversion.Unknown;
            case Conversion.Known k ->
                b instanceof Conversion.Known o
                        && k.multiplier().compareTo(o.multiplier()) == 0
                        && k.divisor().compareTo(o.divisor()) == 0;
        };
    }
}
