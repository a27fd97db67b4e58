package dev.truemark.archfixture.alpha;

/** Lawful: package-private. */
record ClosedRepository() {}
