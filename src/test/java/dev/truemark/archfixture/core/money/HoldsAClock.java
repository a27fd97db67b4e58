package dev.truemark.archfixture.core.money;

import java.time.Clock;

record HoldsAClock(Clock clock) {}
