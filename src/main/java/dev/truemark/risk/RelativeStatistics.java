package dev.truemark.risk;

import dev.truemark.core.risk.Relative;
import dev.truemark.performance.Reasons;

/** Statistics of returns beside those of a benchmark on the wire; null where undefined, or where there is no benchmark. */
public record RelativeStatistics(Double beta, Double alpha, Double trackingError, Double informationRatio) {
    /** @param reasons is told why a statistic is undefined */
    static RelativeStatistics of(Relative relative, Reasons reasons) {
        return new RelativeStatistics(
                reasons.value("beta", relative.beta()),
                reasons.value("alpha", relative.alpha()),
                reasons.value("tracking_error", relative.trackingError()),
                reasons.value("information_ratio", relative.informationRatio()));
    }
}
