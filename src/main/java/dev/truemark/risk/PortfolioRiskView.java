package dev.truemark.risk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.risk.Drawdown;
import dev.truemark.core.risk.RiskFigures;
import dev.truemark.core.risk.Weekdays.DatedReturn;
import dev.truemark.ledger.BooksHead;
import dev.truemark.performance.Reasons;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Risk of a portfolio on the wire. */
public record PortfolioRiskView(
        String portfolioId,
        UUID id,
        LocalDate asOf,
        Instant knownAt,
        String engine,
        LocalDate startDate,
        LocalDate endDate,
        String benchmarkId,
        int horizon,
        @JsonUnwrapped SeriesStatistics statistics,
        DatedDrawdown maxDrawdown,
        RiskView.LossView var,
        RiskView.LossView expectedShortfall,
        @JsonUnwrapped RelativeStatistics relative,
        List<DatedVolatility> rollingVolatility,
        List<DatedFigures> rolling,
        Map<String, Undefined> reasons) {

    /** @param recovery null while the index is below the peak */
    public record DatedDrawdown(
            Double value, LocalDate peak, LocalDate trough, LocalDate recovery, Integer periodsUnderWater) {}

    /** Of the window that ends on a day. */
    public record DatedVolatility(LocalDate date, Double volatility) {}

    /**
     * Of the window that ends on a day.
     *
     * @param maxDrawdown       of the index that starts with the window
     * @param var               historical, of one weekday
     * @param expectedShortfall historical, of one weekday
     * @param beta              between the points that the benchmark has in the window
     */
    public record DatedFigures(
            LocalDate date,
            Double annualisedReturn,
            Double volatility,
            Double downsideDeviation,
            Double sharpe,
            Double sortino,
            Double maxDrawdown,
            Double var,
            Double expectedShortfall,
            Double beta) {
        static DatedFigures of(LocalDate date, RiskView.RollingView window) {
            return new DatedFigures(
                    date,
                    window.annualisedReturn(),
                    window.volatility(),
                    window.downsideDeviation(),
                    window.sharpe(),
                    window.sortino(),
                    window.maxDrawdown(),
                    window.var(),
                    window.expectedShortfall(),
                    window.beta());
        }
    }

    /** Of which time, and against what. */
    record Span(LocalDate start, LocalDate end, String benchmarkId, int horizon) {}

    static PortfolioRiskView of(BooksHead head, PortfolioRisk risk, Span over, String engine) {
        Reasons reasons = new Reasons();
        RiskFigures f = risk.figures();
        return new PortfolioRiskView(
                head.portfolioId(),
                head.id(),
                head.asOf(),
                head.knownAt(),
                engine,
                over.start(),
                over.end(),
                over.benchmarkId(),
                over.horizon(),
                SeriesStatistics.of(f, risk.weekdays().size(), reasons),
                drawdown(risk),
                RiskView.LossView.of("var", f.var(), reasons),
                RiskView.LossView.of("expected_shortfall", f.expectedShortfall(), reasons),
                RelativeStatistics.of(f.relative(), reasons),
                rolling(risk, reasons),
                windows(risk, reasons),
                reasons.all());
    }

    static DatedDrawdown drawdown(PortfolioRisk risk) {
        if (risk.figures().drawdown().isEmpty()) return new DatedDrawdown(null, null, null, null, null);
        Drawdown d = risk.figures().drawdown().get();
        if (d.isNone()) return new DatedDrawdown(0.0, null, null, null, 0);
        LocalDate recovery = d.recovery().isPresent() ? risk.dateOf(d.recovery().getAsInt()) : null;
        return new DatedDrawdown(d.value(), risk.dateOf(d.peak()), risk.dateOf(d.trough()), recovery, d.underWater());
    }

    private static List<DatedFigures> windows(PortfolioRisk risk, Reasons reasons) {
        List<DatedFigures> all = new ArrayList<>();
        List<DatedReturn> weekdays = risk.weekdays();
        int first = weekdays.size() - risk.rolling().size();
        for (int i = 0; i < risk.rolling().size(); i++) {
            RiskView.RollingView window = RiskView.RollingView.of(risk.rolling().get(i), reasons);
            all.add(DatedFigures.of(weekdays.get(first + i).date(), window));
        }
        return all;
    }

    private static List<DatedVolatility> rolling(PortfolioRisk risk, Reasons reasons) {
        List<DatedVolatility> all = new ArrayList<>();
        var windows = risk.figures().rollingVolatility();
        List<DatedReturn> weekdays = risk.weekdays();
        for (int i = 0; i < windows.size(); i++) {
            LocalDate end = weekdays.get(weekdays.size() - windows.size() + i).date();
            all.add(new DatedVolatility(end, reasons.value("rolling_volatility", windows.get(i))));
        }
        return all;
    }
}
