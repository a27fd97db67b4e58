package dev.truemark.archfixture.alpha;

import dev.truemark.archfixture.core.valuation.Figure;
import dev.truemark.archfixture.platform.Technical;

/** Lawful: a feature over core and platform. */
public record AlphaService(Figure figure, Technical technical) {}
