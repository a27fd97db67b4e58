package dev.truemark.archfixture.core.money;

import dev.truemark.archfixture.core.valuation.Figure;

record KnowsValuation(Figure figure) {}
