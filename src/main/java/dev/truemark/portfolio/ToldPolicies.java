package dev.truemark.portfolio;

import dev.truemark.core.ledger.Policies;
import java.time.Instant;
import java.util.Optional;

/**
 * The policies of a portfolio from one word on to the next.
 *
 * @param revision   counted from 1; 0 where nothing was ever said and what is usual holds
 * @param recordedAt from when on it was known; empty where nothing was ever said
 * @param toldBy     name of the user who said so; empty where it came as a record of somebody else
 */
record ToldPolicies(Policies policies, int revision, Optional<Instant> recordedAt, Optional<String> toldBy) {}
