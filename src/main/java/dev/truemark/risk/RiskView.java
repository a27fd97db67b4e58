package dev.truemark.risk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.risk.Drawdown;
import dev.truemark.core.risk.RiskFigures;
import dev.truemark.core.risk.RollingRisk;
import dev.truemark.core.risk.TailLoss;
import dev.truemark.performance.Reasons;
import java.util.List;
import java.util.Map;

/** Risk figures on the wire; places in the series are counted in returns, 0 its start. */
public record RiskView(
        @JsonUnwrapped SeriesStatistics statistics,
        DrawdownView maxDrawdown,
        LossView var,
        LossView expectedShortfall,
        @JsonUnwrapped RelativeStatistics relative,
        List<Double> rollingVolatility,
        List<RollingView> rolling,
        Map<String, Undefined> reasons) {

    /** @param recovery null while the index is below the peak */
    public record DrawdownView(
            Double value, Integer peak, Integer trough, Integer recovery, Integer periodsUnderWater) {
        static DrawdownView of(Drawdown d) {
            if (d.isNone()) return new DrawdownView(0.0, null, null, null, 0);
            Integer recovery = d.recovery().isPresent() ? d.recovery().getAsInt() : null;
            return new DrawdownView(d.value(), d.peak(), d.trough(), recovery, d.underWater());
        }

        static DrawdownView undefined() {
            return new DrawdownView(null, null, null, null, null);
        }
    }

    public record LossView(Double historical, Double parametric, Double cornishFisher) {
        static LossView of(String name, TailLoss loss, Reasons reasons) {
            return new LossView(
                    reasons.value(name + ".historical", loss.historical()),
                    reasons.value(name + ".parametric", loss.parametric()),
                    reasons.value(name + ".cornish_fisher", loss.cornishFisher()));
        }
    }

    /** Figures of one window of returns; {@code maxDrawdown} of the index that starts with it, losses historical. */
    public record RollingView(
            Double annualisedReturn,
            Double volatility,
            Double downsideDeviation,
            Double sharpe,
            Double sortino,
            Double maxDrawdown,
            Double var,
            Double expectedShortfall,
            Double beta) {
        static RollingView of(RollingRisk window, Reasons reasons) {
            return new RollingView(
                    reasons.value("rolling.annualised_return", window.annualisedReturn()),
                    reasons.value("rolling.volatility", window.volatility()),
                    reasons.value("rolling.downside_deviation", window.downsideDeviation()),
                    reasons.value("rolling.sharpe", window.sharpe()),
                    reasons.value("rolling.sortino", window.sortino()),
                    reasons.value("rolling.max_drawdown", window.maxDrawdown()),
                    reasons.value("rolling.var", window.var()),
                    reasons.value("rolling.expected_shortfall", window.expectedShortfall()),
                    reasons.value("rolling.beta", window.beta()));
        }
    }

    static RiskView of(RiskFigures f, List<RollingRisk> rolling, int observations) {
        Reasons reasons = new Reasons();
        if (f.drawdown().isEmpty()) {
            Undefined why = observations == 0 ? Undefined.TOO_FEW_RETURNS : Undefined.TOTAL_LOSS;
            reasons.note("max_drawdown", Statistic.undefined(why).reason());
        }
        return new RiskView(
                SeriesStatistics.of(f, observations, reasons),
                f.drawdown().map(DrawdownView::of).orElseGet(DrawdownView::undefined),
                LossView.of("var", f.var(), reasons),
                LossView.of("expected_shortfall", f.expectedShortfall(), reasons),
                RelativeStatistics.of(f.relative(), reasons),
                f.rollingVolatility().stream()
                        .map(each -> reasons.value("rolling_volatility", each))
                        .toList(),
                rolling.stream().map(each -> RollingView.of(each, reasons)).toList(),
                reasons.all());
    }
}
