package dev.truemark.archfixture.core.money;

import java.time.Instant;

interface AsksForNow {
    static Instant today() {
        return Instant.now();
    }
}
