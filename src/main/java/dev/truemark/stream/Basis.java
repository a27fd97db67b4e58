package dev.truemark.stream;

import java.time.Instant;

/** What a state rests on; states of equal basis are equal to the last digit (DEFINITIONS 22). */
record Basis(long portfolioVersion, MarketOffsets market, Instant evaluatedAt) {}
