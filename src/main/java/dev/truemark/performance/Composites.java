package dev.truemark.performance;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.performance.Composite;
import dev.truemark.core.performance.ExternalFlow;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.PortfolioDay;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.performance.ValuePoint;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.CashDay;
import dev.truemark.ledger.DailyBooks;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.valuation.DailyValuation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How several portfolios of an owner did as one, all of one date and one state of knowledge. */
@ApplicationScoped
class Composites {
    private final LedgerReads ledger;
    private final Histories histories;
    private final DailyValuation valuation;
    private final HeavyWork heavy;
    private final Engine engine;

    Composites(LedgerReads ledger, Histories histories, DailyValuation valuation, HeavyWork heavy, Engine engine) {
        this.ledger = ledger;
        this.histories = histories;
        this.valuation = valuation;
        this.heavy = heavy;
        this.engine = engine;
    }

    /** @param base its currency; that of the first portfolio unless given */
    record Question(List<BooksQuery> portfolios, Optional<String> base, PerformanceParameters over) {}

    /** A portfolio's history, and how its currency converts into the composite's at the end of each of its days. */
    private record Read(PortfolioHistory history, Map<LocalDate, Conversion> rates) {}

    Uni<CompositeView> of(Question asked) {
        FlowTiming timing = asked.over().timing();
        boolean net = asked.over().isNet();
        asked.over().usual();
        return ledger.books(asked.portfolios().getFirst()).map(Books::head).chain(first -> {
            String base = asked.base().orElse(first.baseCurrency());
            CompositeView.Head head =
                    new CompositeView.Head(first.asOf(), first.knownAt(), engine.version(), base, timing, net);
            return Multi.createFrom()
                    .iterable(asked.portfolios())
                    .onItem()
                    .transformToUniAndConcatenate(
                            each -> read(each.at(first.asOf(), first.knownAt()), asked.over(), base))
                    .collect()
                    .asList()
                    .chain(all -> heavy.run(() -> view(head, all, asked.over())));
        });
    }

    private Uni<Read> read(BooksQuery pinned, PerformanceParameters over, String base) {
        return histories.totals(pinned, over.lastDay(), over.timing()).chain(history -> {
            BooksHead head = history.head();
            if (history.days().isEmpty() || head.baseCurrency().equals(base)) {
                return Uni.createFrom().item(new Read(history, Map.of()));
            }
            List<LocalDate> dates =
                    history.days().stream().map(PortfolioDay::date).toList();
            CashDay unit = new CashDay(dates.getFirst(), head.baseCurrency(), BigDecimal.ONE);
            return valuation
                    .of(
                            head.in(base),
                            new DailyBooks(List.of(), List.of(unit), true),
                            dates,
                            day -> Map.entry(
                                    day.date(),
                                    day.rates().rate(head.baseCurrency(), base).conversion()))
                    .map(rates -> {
                        Map<LocalDate, Conversion> byDate = new HashMap<>();
                        rates.forEach(each -> byDate.put(each.getKey(), each.getValue()));
                        return new Read(history, byDate);
                    });
        });
    }

    private static CompositeView view(CompositeView.Head head, List<Read> all, PerformanceParameters over) {
        List<Read> some =
                all.stream().filter(each -> !each.history().days().isEmpty()).toList();
        if (some.isEmpty()) return CompositeView.none(head);
        LocalDate end = some.getFirst().history().days().getLast().date();
        LocalDate start = over.start(end);
        List<Composite.Member> members = new ArrayList<>();
        for (Read each : some) member(each, head, start).ifPresent(members::add);
        return members.isEmpty()
                ? CompositeView.none(head)
                : CompositeView.of(head, Composite.of(members, head.timing()));
    }

    /** What of a portfolio is after the evening of {@code start}. */
    private static Optional<Composite.Member> member(Read read, CompositeView.Head head, LocalDate start) {
        PortfolioHistory history = read.history();
        PortfolioReturns returns =
                PortfolioReturns.of(history.days(), history.cashTracked(), head.net(), head.timing());
        List<ValuePoint> values = new ArrayList<>();
        for (PortfolioDay day : history.days()) {
            if (!day.date().isBefore(start)) values.add(new ValuePoint(day.date(), in(read, day.value(), day.date())));
        }
        List<ExternalFlow> flows = returns.flows().stream()
                .filter(flow -> flow.date().isAfter(start))
                .map(flow -> new ExternalFlow(flow.date(), in(read, flow.amount(), rateDay(flow, head.timing()))))
                .toList();
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Composite.Member(history.head().portfolioId(), values, flows));
    }

    /** A flow at the start of its day is worth what it was the evening before. */
    private static LocalDate rateDay(ExternalFlow flow, FlowTiming timing) {
        boolean in = flow.amount().value().map(BigDecimal::signum).orElse(0) > 0;
        boolean atStart = timing == FlowTiming.START || timing == FlowTiming.IN_START_OUT_END && in;
        return atStart ? flow.date().minusDays(1) : flow.date();
    }

    private static BaseAmount in(Read read, BaseAmount amount, LocalDate date) {
        if (read.rates().isEmpty()) return amount;
        Conversion rate = read.rates().getOrDefault(date, Conversion.UNKNOWN);
        return amount.value()
                .map(known -> known.signum() == 0 ? BaseAmount.ZERO : rate.apply(known))
                .orElse(BaseAmount.UNKNOWN);
    }
}
