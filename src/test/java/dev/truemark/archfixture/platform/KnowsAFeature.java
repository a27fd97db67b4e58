package dev.truemark.archfixture.platform;

import dev.truemark.archfixture.alpha.AlphaService;

record KnowsAFeature(AlphaService service) {}
