package dev.truemark.explain;

import dev.truemark.core.explain.Explanation;
import dev.truemark.core.explain.Figure;
import dev.truemark.core.valuation.Quality;
import dev.truemark.valuation.Valued;
import java.util.Optional;

/** A figure of a valued portfolio with its derivation. */
record Explained(Valued valued, Figure figure, Optional<String> securityId, Quality quality, Explanation explanation) {}
