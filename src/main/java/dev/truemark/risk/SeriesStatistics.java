package dev.truemark.risk;

import dev.truemark.core.risk.RiskFigures;
import dev.truemark.performance.Reasons;

/** Statistics of a series of returns on the wire, the same wherever they stand; null where undefined. */
public record SeriesStatistics(
        int observations,
        Double annualisedReturn,
        Double volatility,
        Double downsideDeviation,
        Double sharpe,
        Double sortino,
        Double calmar,
        Double omega,
        Double skewness,
        Double excessKurtosis) {
    /** @param reasons is told why a statistic is undefined */
    static SeriesStatistics of(RiskFigures f, int observations, Reasons reasons) {
        return new SeriesStatistics(
                observations,
                reasons.value("annualised_return", f.annualisedReturn()),
                reasons.value("volatility", f.volatility()),
                reasons.value("downside_deviation", f.downsideDeviation()),
                reasons.value("sharpe", f.sharpe()),
                reasons.value("sortino", f.sortino()),
                reasons.value("calmar", f.calmar()),
                reasons.value("omega", f.omega()),
                reasons.value("skewness", f.skewness()),
                reasons.value("excess_kurtosis", f.excessKurtosis()));
    }
}
