package dev.truemark.archfixture.alpha;

public record OpenResource(AlphaService service) {}
