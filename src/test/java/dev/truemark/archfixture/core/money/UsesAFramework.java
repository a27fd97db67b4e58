package dev.truemark.archfixture.core.money;

import io.smallrye.mutiny.Uni;

interface UsesAFramework {
    Uni<Amount> later();
}
