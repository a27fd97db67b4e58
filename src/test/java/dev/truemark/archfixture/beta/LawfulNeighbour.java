package dev.truemark.archfixture.beta;

import dev.truemark.archfixture.alpha.AlphaService;

/** Lawful: another feature's public service. */
record LawfulNeighbour(AlphaService service) {}
