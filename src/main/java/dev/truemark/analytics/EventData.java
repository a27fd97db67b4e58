package dev.truemark.analytics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.allocation.AllocationFigures;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BooksHead;
import dev.truemark.performance.PerformanceView;
import dev.truemark.performance.PerformanceView.DayView;
import dev.truemark.performance.PerformanceView.MoneyWeightedView;
import dev.truemark.performance.PerformanceView.PeriodView;
import dev.truemark.risk.PortfolioRiskView;
import dev.truemark.risk.PortfolioRiskView.DatedDrawdown;
import dev.truemark.risk.RelativeStatistics;
import dev.truemark.risk.RiskView.LossView;
import dev.truemark.risk.SeriesStatistics;
import dev.truemark.valuation.CashFigures;
import dev.truemark.valuation.PositionFigures;
import dev.truemark.valuation.TotalFigures;
import dev.truemark.valuation.ValuationView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the events of the stage carry; each field is that of the same name by REST. */
final class EventData {
    private EventData() {}

    /**
     * Of which portfolio, at which date.
     *
     * @param portfolio the service's own id
     * @param version   of the books
     */
    record Subject(
            String portfolioId,
            UUID portfolio,
            long version,
            LocalDate asOf,
            Instant knownAt,
            String engine,
            String baseCurrency) {
        static Subject of(BooksHead head, String engine) {
            return new Subject(
                    head.portfolioId(),
                    head.id(),
                    head.version(),
                    head.asOf(),
                    head.knownAt(),
                    engine,
                    head.baseCurrency());
        }
    }

    record ValuationData(
            @JsonUnwrapped Subject subject,
            Policy.CashTracking cashTracking,
            List<PositionFigures> positions,
            List<CashFigures> cash,
            TotalFigures totals,
            String stateHash,
            String booksHash) {
        static ValuationData of(Figures.Of of, Subject subject) {
            ValuationView view = ValuationView.of(of.valued(), subject.engine());
            return new ValuationData(
                    subject,
                    view.cashTracking(),
                    view.positions(),
                    view.cash(),
                    view.totals(),
                    view.stateHash(),
                    view.booksHash());
        }
    }

    /** @param lastDay the return of the date itself; null where nothing ever happened */
    record PerformanceData(
            @JsonUnwrapped Subject subject,
            LocalDate startDate,
            LocalDate endDate,
            BigDecimal beginValue,
            BigDecimal endValue,
            Double linkedReturn,
            Double annualisedReturn,
            MoneyWeightedView moneyWeighted,
            List<PeriodView> periods,
            DayView lastDay,
            Quality quality,
            Map<String, Undefined> reasons) {
        static PerformanceData of(Figures.Of of, Subject subject) {
            PerformanceView view = of.performance();
            return new PerformanceData(
                    subject,
                    view.startDate(),
                    view.endDate(),
                    view.beginValue(),
                    view.endValue(),
                    view.linkedReturn(),
                    view.annualisedReturn(),
                    view.moneyWeighted(),
                    view.periods(),
                    view.daily().isEmpty() ? null : view.daily().getLast(),
                    view.quality(),
                    view.reasons());
        }
    }

    record RiskData(
            @JsonUnwrapped Subject subject,
            LocalDate startDate,
            LocalDate endDate,
            String benchmarkId,
            @JsonUnwrapped SeriesStatistics statistics,
            DatedDrawdown maxDrawdown,
            LossView var,
            LossView expectedShortfall,
            @JsonUnwrapped RelativeStatistics relative,
            Map<String, Undefined> reasons) {
        static RiskData of(Figures.Of of, Subject subject) {
            PortfolioRiskView view = of.risk();
            return new RiskData(
                    subject,
                    view.startDate(),
                    view.endDate(),
                    view.benchmarkId(),
                    view.statistics(),
                    view.maxDrawdown(),
                    view.var(),
                    view.expectedShortfall(),
                    view.relative(),
                    view.reasons());
        }
    }

    record AllocationData(
            @JsonUnwrapped Subject subject, @JsonUnwrapped AllocationFigures figures, Quality quality) {
        static AllocationData of(Figures.Of of, Subject subject) {
            return new AllocationData(
                    subject, of.allocation().figures(), of.allocation().quality());
        }
    }
}
