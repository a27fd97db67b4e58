package dev.truemark.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.CutReturn;
import dev.truemark.core.performance.CutReturn.Cut;
import dev.truemark.core.performance.PortfolioDay;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.performance.IntradayBooks.Before;
import dev.truemark.valuation.DailyValuation;
import dev.truemark.valuation.ValuedDay;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Returns of the days on which flows have an instant, cut at each of them with the prices of that instant (DEFINITIONS 16).
 * A date-only flow of such a day is where the order of its day puts it: at the start, or at the end.
 */
@ApplicationScoped
class FlowCuts {
    private final DailyValuation valuation;

    FlowCuts(DailyValuation valuation) {
        this.valuation = valuation;
    }

    /** A day with timed flows, and what was held before each of its instants. */
    private record Day(PortfolioDay before, PortfolioDay day, List<BookedTransaction> booked, List<Before> instants) {}

    /** By date, of those days only. */
    Uni<Map<LocalDate, Statistic>> of(Frame frame, List<PortfolioDay> days, boolean net) {
        IntradayBooks books = new IntradayBooks(frame.history());
        List<Day> cut = new ArrayList<>();
        List<DailyValuation.Held> held = new ArrayList<>();
        for (int n = 1; n < days.size(); n++) {
            PortfolioDay day = days.get(n);
            List<BookedTransaction> booked = frame.on(day.date());
            List<Before> instants = books.before(day.date(), booked, instants(booked, day, frame.cashTracked(), net));
            if (instants.isEmpty()) continue;
            cut.add(new Day(days.get(n - 1), day, booked, instants));
            instants.forEach(each -> each.held().ifPresent(held::add));
        }
        if (cut.isEmpty()) return Uni.createFrom().item(Map.of());
        return valuation.at(frame.head(), frame.history().books(), held).map(valued -> {
            Map<Instant, ValuedDay> byInstant = new HashMap<>();
            for (int n = 0; n < held.size(); n++) byInstant.put(held.get(n).at(), valued.get(n));
            Map<LocalDate, Statistic> returns = new HashMap<>();
            for (Day each : cut) {
                returns.put(each.day().date(), returnOf(each, byInstant, frame, net));
            }
            return returns;
        });
    }

    private static List<Instant> instants(
            List<BookedTransaction> booked, PortfolioDay day, boolean tracked, boolean net) {
        List<Instant> instants = new ArrayList<>();
        for (int n = 0; n < booked.size(); n++) {
            BaseAmount flow = day.movements().get(n).external(tracked, net);
            boolean none = flow.value().map(amount -> amount.signum() == 0).orElse(false);
            if (booked.get(n).tradeTime() != null && !none)
                instants.add(booked.get(n).tradeTime());
        }
        return instants.stream().distinct().sorted().toList();
    }

    private static Statistic returnOf(Day of, Map<Instant, ValuedDay> byInstant, Frame frame, boolean net) {
        BaseAmount begin = of.before().value();
        BaseAmount end = of.day().value();
        Map<Instant, BaseAmount> flows = new HashMap<>();
        for (int n = 0; n < of.booked().size(); n++) {
            BookedTransaction t = of.booked().get(n);
            if (t.tradeTime() == null) {
                BaseAmount flow = of.day().movements().get(n).external(frame.cashTracked(), net);
                if (IntradayBooks.isFirst(t)) begin = begin.plus(flow);
                else end = end.minus(flow);
            } else {
                ValuedDay at = byInstant.get(t.tradeTime());
                BaseAmount flow =
                        DayReader.at(t, at, frame.head().baseCurrency()).external(frame.cashTracked(), net);
                flows.merge(t.tradeTime(), flow, BaseAmount::plus);
            }
        }
        List<Cut> cuts = new ArrayList<>();
        for (Before each : of.instants()) {
            ValuedDay at = byInstant.get(each.at());
            BaseAmount value = at == null ? BaseAmount.UNKNOWN : at.value().totalValue();
            cuts.add(new Cut(value, flows.get(each.at())));
        }
        return CutReturn.of(begin, cuts, end);
    }
}
