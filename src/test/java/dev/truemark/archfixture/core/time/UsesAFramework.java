package dev.truemark.archfixture.core.time;

import io.smallrye.mutiny.Uni;

interface UsesAFramework {
    Uni<String> later();
}
