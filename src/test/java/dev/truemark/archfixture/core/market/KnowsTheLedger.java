package dev.truemark.archfixture.core.market;

import dev.truemark.archfixture.core.ledger.Fact;

record KnowsTheLedger(Fact fact) {}
