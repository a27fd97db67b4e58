package dev.truemark.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.PortfolioDay;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.performance.ValuedReturns;
import dev.truemark.core.risk.Fall;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.PositionDay;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.valuation.DailyValuation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads with what a day of a portfolio began: its history up to the evening before, as known at one stamp. */
@ApplicationScoped
public class Openings {
    private final Histories histories;
    private final DailyTotals totals;
    private final DailyValuation valuation;
    private final HeavyWork heavy;

    Openings(Histories histories, DailyTotals totals, DailyValuation valuation, HeavyWork heavy) {
        this.histories = histories;
        this.totals = totals;
        this.valuation = valuation;
        this.heavy = heavy;
    }

    /** Of the day of the question. */
    public Uni<Opening> of(BooksQuery query) {
        return histories.frame(query).chain(frame -> opened(frame, false));
    }

    /** The same from the facts alone: every transaction booked again, every day valued again. */
    public Uni<Opening> cold(BooksQuery query) {
        return histories.coldFrame(query).chain(frame -> opened(frame, true));
    }

    private Uni<Opening> opened(Frame frame, boolean cold) {
        LocalDate evening = frame.head().asOf().minusDays(1);
        return fall(frame, evening, cold)
                .chain(fall -> valuation
                        .of(frame.head(), frame.history().books(), List.of(evening), day -> day)
                        .map(days -> new Opening(
                                frame.head(),
                                frame.cashTracked(),
                                days.getFirst(),
                                frame.on(frame.head().asOf()),
                                held(frame),
                                Set.copyOf(DailyTotals.securities(frame)),
                                fall)));
    }

    private Uni<Statistic> fall(Frame frame, LocalDate evening, boolean cold) {
        if (!frame.first().isBefore(evening)) return Uni.createFrom().item(Statistic.of(0));
        Frame before = new Frame(frame.head(), frame.history(), frame.byDate(), frame.first(), evening);
        Uni<List<DayReader.Day>> days = cold ? histories.eachDay(before) : totals.of(before);
        return days.chain(all -> heavy.run(() -> fall(frame, all)));
    }

    private static Statistic fall(Frame frame, List<DayReader.Day> days) {
        FlowTiming timing = FlowTiming.IN_START_OUT_END;
        List<PortfolioDay> history = days.stream().map(day -> day.at(timing)).toList();
        return Fall.of(PortfolioReturns.of(history, frame.cashTracked(), true, timing).daily().intervals().stream()
                .map(ValuedReturns.Interval::value)
                .toList());
    }

    private static Set<String> held(Frame frame) {
        LocalDate asOf = frame.head().asOf();
        Map<String, PositionDay> last = new HashMap<>();
        for (PositionDay each : frame.history().books().positions()) {
            if (!each.day().date().isAfter(asOf)) last.put(each.securityId(), each);
        }
        return last.values().stream()
                .filter(each -> each.day().quantity().signum() != 0)
                .map(PositionDay::securityId)
                .collect(Collectors.toUnmodifiableSet());
    }
}
