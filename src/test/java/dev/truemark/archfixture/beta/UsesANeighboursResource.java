package dev.truemark.archfixture.beta;

import dev.truemark.archfixture.alpha.OpenResource;

record UsesANeighboursResource(OpenResource resource) {}
