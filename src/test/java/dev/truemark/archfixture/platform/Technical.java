package dev.truemark.archfixture.platform;

/** Lawful: knows nobody. */
public record Technical() {}
