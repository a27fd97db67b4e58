package dev.truemark.risk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.risk.RiskFigures;
import dev.truemark.performance.Reasons;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The risk of returns that are of no stored portfolio, by the function of those that are. */
public final class SeriesRisk {
    private SeriesRisk() {}

    /** Risk figures of weekdays; null where undefined, and {@code reasons} says why. */
    public record SeriesRiskView(
            @JsonUnwrapped SeriesStatistics statistics,
            PortfolioRiskView.DatedDrawdown maxDrawdown,
            RiskView.LossView var,
            RiskView.LossView expectedShortfall,
            Map<String, Undefined> reasons) {}

    public static SeriesRiskView of(PortfolioReturns returns, double confidence, double periodsPerYear, String base) {
        PortfolioRisk.Question asked =
                new PortfolioRisk.Question(returns.start(), confidence, 1, OptionalInt.empty(), 0, 0, periodsPerYear);
        PortfolioRisk risk = PortfolioRisk.of(returns, asked, Optional.empty(), Undefined.NO_BENCHMARK, base);
        RiskFigures f = risk.figures();
        Reasons reasons = new Reasons();
        return new SeriesRiskView(
                SeriesStatistics.of(f, risk.weekdays().size(), reasons),
                PortfolioRiskView.drawdown(risk),
                RiskView.LossView.of("var", f.var(), reasons),
                RiskView.LossView.of("expected_shortfall", f.expectedShortfall(), reasons),
                reasons.all());
    }
}
