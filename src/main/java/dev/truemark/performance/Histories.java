package dev.truemark.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.DailyHistory;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.valuation.DailyValuation;
import dev.truemark.valuation.ValuedDay;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Values and movements of portfolios, day by day from their beginning. */
@ApplicationScoped
public class Histories {
    private final LedgerReads ledger;
    private final DailyValuation valuation;
    private final DailyTotals totals;
    private final FlowCuts cuts;
    private final HeavyWork heavy;
    private final PerformanceConfig config;

    Histories(
            LedgerReads ledger,
            DailyValuation valuation,
            DailyTotals totals,
            FlowCuts cuts,
            HeavyWork heavy,
            PerformanceConfig config) {
        this.ledger = ledger;
        this.valuation = valuation;
        this.totals = totals;
        this.cuts = cuts;
        this.heavy = heavy;
        this.config = config;
    }

    /**
     * With the value of each position, up to {@code to}, or to the date of the question where that is earlier.
     *
     * @param timing says whether units that came in or went out are valued before or after their day
     */
    public Uni<PortfolioHistory> of(BooksQuery query, Optional<LocalDate> to, FlowTiming timing) {
        return of(query, to, timing, List.of());
    }

    /** The same, with the prices of {@code others} too. */
    Uni<PortfolioHistory> of(BooksQuery query, Optional<LocalDate> to, FlowTiming timing, List<String> others) {
        return frame(query, to).chain(frame -> valued(frame, timing, others));
    }

    /** The same with every transaction booked again from the beginning, instead of the books as they are kept. */
    Uni<PortfolioHistory> cold(BooksQuery query, FlowTiming timing) {
        return coldFrame(query).chain(frame -> valued(frame, timing, List.of()));
    }

    private Uni<PortfolioHistory> valued(Frame frame, FlowTiming timing, List<String> others) {
        return frame.isEmpty() ? none(frame) : eachDay(frame, others).map(days -> history(frame, days, timing));
    }

    /** Every day valued again. */
    Uni<List<DayReader.Day>> eachDay(Frame frame) {
        return eachDay(frame, List.of());
    }

    private Uni<List<DayReader.Day>> eachDay(Frame frame, List<String> others) {
        List<LocalDate> dates =
                frame.first().datesUntil(frame.last().plusDays(1)).toList();
        DayReader reader = new DayReader(frame.byDate(), frame.head().baseCurrency(), others);
        return valuation.of(frame.head(), frame.history().books(), others, dates, reader);
    }

    /** Days as a reader of one's own makes them; none where nothing ever happened. */
    record Days<T>(Frame frame, List<T> days) {}

    /** What {@code reader} makes of every day, with the prices of {@code others} too. */
    <T> Uni<Days<T>> days(
            BooksQuery query,
            Optional<LocalDate> to,
            List<String> others,
            Function<Frame, Function<ValuedDay, T>> reader) {
        return frame(query, to).chain(frame -> {
            if (frame.isEmpty()) return Uni.createFrom().item(new Days<>(frame, List.<T>of()));
            List<LocalDate> dates =
                    frame.first().datesUntil(frame.last().plusDays(1)).toList();
            return valuation
                    .of(frame.head(), frame.history().books(), others, dates, reader.apply(frame))
                    .map(days -> new Days<>(frame, days));
        });
    }

    /** The same without the positions: enough for returns and risk, and mostly kept from an earlier question. */
    public Uni<PortfolioHistory> totals(BooksQuery query, Optional<LocalDate> to, FlowTiming timing) {
        return frame(query, to)
                .chain(frame ->
                        frame.isEmpty() ? none(frame) : totals.of(frame).map(days -> history(frame, days, timing)));
    }

    /** @param cut returns of the days that are cut at the instants of their flows */
    record Cut(PortfolioHistory history, Map<LocalDate, Statistic> cut) {}

    /** The same, and where it is asked for the returns of days with timed flows, cut at them. */
    Uni<Cut> cut(BooksQuery query, Optional<LocalDate> to, FlowTiming timing, boolean net, boolean atFlows) {
        return frame(query, to).chain(frame -> {
            if (frame.isEmpty()) return none(frame).map(history -> new Cut(history, Map.of()));
            return totals.of(frame).map(days -> history(frame, days, timing)).chain(history -> {
                if (!atFlows) return Uni.createFrom().item(new Cut(history, Map.of()));
                return cuts.of(frame, history.days(), net).map(found -> new Cut(history, found));
            });
        });
    }

    /** The books up to the date of the question, and their days. */
    Uni<Frame> frame(BooksQuery query) {
        return frame(query, Optional.empty());
    }

    /** The same with every transaction booked again from the beginning. */
    Uni<Frame> coldFrame(BooksQuery query) {
        return ledger.coldHistory(query, config.maxTransactions())
                .chain(read -> heavy.run(() -> frame(read, Optional.empty())));
    }

    private Uni<Frame> frame(BooksQuery query, Optional<LocalDate> to) {
        return ledger.history(query, config.maxTransactions()).chain(read -> heavy.run(() -> frame(read, to)));
    }

    private Frame frame(LedgerReads.Read<DailyHistory> read, Optional<LocalDate> to) {
        BooksHead head = read.head();
        DailyHistory history = read.value();
        LocalDate last = to.filter(date -> date.isBefore(head.asOf())).orElse(head.asOf());
        Map<LocalDate, List<BookedTransaction>> byDate = history.transactions().stream()
                .filter(each -> !each.status().equals("REJECTED"))
                .collect(Collectors.groupingBy(BookedTransaction::tradeDate));
        LocalDate first = byDate.keySet().stream()
                .min(LocalDate::compareTo)
                .map(date -> date.minusDays(1))
                .orElse(last);
        Frame frame = new Frame(head, history, byDate, first, last);
        if (!frame.isEmpty() && ChronoUnit.DAYS.between(first, last) >= config.maxDays()) {
            throw ProblemException.invalid(
                    "id", "TOO_MANY_DAYS", "The history has more than " + config.maxDays() + " days.");
        }
        return frame;
    }

    private static Uni<PortfolioHistory> none(Frame frame) {
        return Uni.createFrom().item(history(frame, List.of(), FlowTiming.IN_START_OUT_END));
    }

    private static PortfolioHistory history(Frame frame, List<DayReader.Day> days, FlowTiming timing) {
        return new PortfolioHistory(
                frame.head(),
                frame.cashTracked(),
                days.stream().map(day -> day.at(timing)).toList(),
                days.stream().map(DayReader.Day::quality).toList(),
                days.stream().map(DayReader.Day::others).toList());
    }
}
