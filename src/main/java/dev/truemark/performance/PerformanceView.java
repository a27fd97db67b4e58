package dev.truemark.performance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.Chain;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.InternalRate;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.performance.ReturnMethod;
import dev.truemark.core.performance.ValuedReturns;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How a portfolio did, on the wire. */
public record PerformanceView(
        @JsonUnwrapped BooksStamp books,
        ReturnMethod method,
        FlowTiming flowTiming,
        boolean net,
        String cashTracking,
        LocalDate startDate,
        LocalDate endDate,
        BigDecimal beginValue,
        BigDecimal endValue,
        Double linkedReturn,
        Double annualisedReturn,
        MoneyWeightedView moneyWeighted,
        List<PeriodView> periods,
        List<DayView> daily,
        List<BreakView> breaks,
        Quality quality,
        Map<String, Undefined> reasons) {

    /** @param rate a year; {@code periodReturn} is what it makes of the time since the first money was there */
    public record MoneyWeightedView(
            InternalRate.Status status, Double rate, List<Double> roots, LocalDate since, Double periodReturn) {}

    /** The start is an evening: the first day of the period is the next one. */
    public record PeriodView(
            String period,
            LocalDate startDate,
            LocalDate endDate,
            Double linkedReturn,
            Double annualisedReturn,
            Map<String, Undefined> reasons) {}

    /** Whether every day has the same value, the same return and the same flow, and so all that follows from them. */
    public boolean isSameAs(PerformanceView other) {
        if (daily.size() != other.daily.size() || !Objects.equals(linkedReturn, other.linkedReturn)) return false;
        for (int n = 0; n < daily.size(); n++) {
            if (!daily.get(n).isSameAs(other.daily.get(n))) return false;
        }
        return true;
    }

    /** @param index 1 at the start; null from the first day on that has no return */
    public record DayView(
            LocalDate date,
            BigDecimal value,
            BigDecimal flow,
            @JsonProperty("return") Double dayReturn,
            Double index,
            Quality.Status quality,
            Undefined reason) {
        private boolean isSameAs(DayView other) {
            return date.equals(other.date)
                    && BaseAmount.ofNullable(value).equals(BaseAmount.ofNullable(other.value))
                    && BaseAmount.ofNullable(flow).equals(BaseAmount.ofNullable(other.flow))
                    && Objects.equals(dayReturn, other.dayReturn)
                    && quality == other.quality
                    && reason == other.reason;
        }
    }

    public record BreakView(LocalDate date, Undefined reason, List<String> missing) {}

    /** What was asked. */
    record Question(
            ReturnMethod method, FlowTiming timing, boolean net, LocalDate start, Optional<UsualPeriod> usual) {}

    static PerformanceView of(PortfolioHistory history, Question asked, String engine) {
        return of(history, Map.of(), asked, engine);
    }

    /** @param cut returns of days that are cut at the instants of their flows */
    static PerformanceView of(PortfolioHistory history, Map<LocalDate, Statistic> cut, Question asked, String engine) {
        if (history.days().isEmpty()) return empty(history, asked, engine);
        PortfolioReturns returns = PortfolioReturns.of(
                        history.days(), history.cashTracked(), asked.net(), asked.timing())
                .with(cut);
        return new Written(history, returns, asked).view(engine);
    }

    private static PerformanceView empty(PortfolioHistory history, Question asked, String engine) {
        BooksHead head = history.head();
        return new PerformanceView(
                BooksStamp.of(head, engine),
                asked.method(),
                asked.timing(),
                asked.net(),
                tracking(history),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                Map.of("linked_return", Undefined.NO_HISTORY));
    }

    static String tracking(PortfolioHistory history) {
        return history.cashTracked() ? "TRACKED" : "IMPLIED";
    }

    /** Writes one history down. */
    private record Written(PortfolioHistory history, PortfolioReturns returns, Question asked) {
        PerformanceView view(String engine) {
            BooksHead head = history.head();
            LocalDate end = returns.end();
            LocalDate start = returns.clamped(asked.start());
            boolean tooShort = asked.usual().map(UsualPeriod::isWhole).orElse(false)
                    && asked.start().isBefore(returns.start());
            Reasons reasons = new Reasons();
            Statistic linked = tooShort
                    ? Statistic.undefined(Undefined.HISTORY_TOO_SHORT)
                    : returns.between(start, end, asked.method()).linked();
            return new PerformanceView(
                    BooksStamp.of(head, engine),
                    asked.method(),
                    asked.timing(),
                    asked.net(),
                    tracking(history),
                    start,
                    end,
                    returns.at(start).value().orNull(),
                    returns.at(end).value().orNull(),
                    reasons.value("linked_return", linked),
                    reasons.value("annualised_return", annualised(linked, start, end)),
                    moneyWeighted(start, end, reasons),
                    Arrays.stream(UsualPeriod.values()).map(this::period).toList(),
                    daily(start, end),
                    breaks(start, end),
                    history.qualityOf(end),
                    reasons.all());
        }

        private static Statistic annualised(Statistic linked, LocalDate start, LocalDate end) {
            return linked.isDefined() ? Chain.annualised(linked, end.toEpochDay() - start.toEpochDay(), false) : linked;
        }

        private PeriodView period(UsualPeriod usual) {
            LocalDate end = returns.end();
            LocalDate wanted = usual.startOf(end);
            LocalDate start = returns.clamped(wanted);
            Reasons reasons = new Reasons();
            Statistic linked = usual.isWhole() && wanted.isBefore(returns.start())
                    ? Statistic.undefined(Undefined.HISTORY_TOO_SHORT)
                    : returns.between(start, end, asked.method()).linked();
            return new PeriodView(
                    usual.code(),
                    start,
                    end,
                    reasons.value("linked_return", linked),
                    reasons.value("annualised_return", annualised(linked, start, end)),
                    reasons.all());
        }

        private MoneyWeightedView moneyWeighted(LocalDate start, LocalDate end, Reasons reasons) {
            Optional<PortfolioReturns.MoneyWeighted> found = returns.moneyWeighted(start, end);
            if (found.isEmpty()) {
                reasons.note("money_weighted", Optional.of(Undefined.VALUE_UNKNOWN));
                return null;
            }
            InternalRate rate = found.get().rate();
            return new MoneyWeightedView(
                    rate.status(),
                    reasons.value("money_weighted.rate", rate.rate()),
                    rate.roots(),
                    found.get().since(),
                    reasons.value("money_weighted.period_return", found.get().overPeriod()));
        }

        private List<DayView> daily(LocalDate start, LocalDate end) {
            List<DayView> days = new ArrayList<>();
            Statistic index = Statistic.of(1);
            for (ValuedReturns.Interval each :
                    returns.daily().between(start, end).intervals()) {
                Statistic r = each.value();
                index = index.then(i -> r.map(value -> i + i * value));
                days.add(new DayView(
                        each.date(),
                        returns.at(each.date()).value().orNull(),
                        returns.flowOn(each.date()).orNull(),
                        r.toOptional().orElse(null),
                        index.toOptional().orElse(null),
                        history.qualityOf(each.date()).status(),
                        r.reason().orElse(null)));
            }
            return days;
        }

        private List<BreakView> breaks(LocalDate start, LocalDate end) {
            return returns.daily().between(start, end).intervals().stream()
                    .filter(each -> !each.value().isDefined())
                    .map(each -> new BreakView(
                            each.date(),
                            each.value().reason().orElseThrow(),
                            history.qualityOf(each.date()).missing()))
                    .toList();
        }
    }
}
