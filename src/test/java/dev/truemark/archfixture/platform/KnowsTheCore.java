package dev.truemark.archfixture.platform;

import dev.truemark.archfixture.core.money.Amount;

record KnowsTheCore(Amount amount) {}
