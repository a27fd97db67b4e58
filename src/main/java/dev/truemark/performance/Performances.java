package dev.truemark.performance;

import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.ReturnMethod;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;

/** How portfolios did. */
@ApplicationScoped
public class Performances {
    private final Histories histories;
    private final HeavyWork heavy;
    private final Engine engine;

    Performances(Histories histories, HeavyWork heavy, Engine engine) {
        this.histories = histories;
        this.heavy = heavy;
        this.engine = engine;
    }

    /** From the beginning, day by day, net of fees. */
    public Uni<PerformanceView> of(BooksQuery query) {
        return of(query, new PerformanceParameters(), ReturnMethod.TWR);
    }

    /** The same from the facts alone: every transaction booked again, every day valued again. */
    public Uni<PerformanceView> cold(BooksQuery query) {
        FlowTiming timing = FlowTiming.IN_START_OUT_END;
        PerformanceView.Question asked =
                new PerformanceView.Question(ReturnMethod.TWR, timing, true, LocalDate.MIN, Optional.empty());
        return histories
                .cold(query, timing)
                .chain(history -> heavy.run(() -> PerformanceView.of(history, asked, engine.version())));
    }

    /** 400 for parameters that cannot be read or do not go together. */
    Uni<PerformanceView> of(BooksQuery query, PerformanceParameters over, ReturnMethod by) {
        FlowTiming timing = over.timing();
        boolean net = over.isNet();
        Optional<UsualPeriod> usual = over.usual();
        return histories
                .cut(query, over.lastDay(), timing, net, by == ReturnMethod.TWR_AT_FLOWS)
                .chain(found -> heavy.run(() -> {
                    PortfolioHistory history = found.history();
                    LocalDate end = history.days().isEmpty()
                            ? history.head().asOf()
                            : history.days().getLast().date();
                    PerformanceView.Question asked =
                            new PerformanceView.Question(by, timing, net, over.start(end), usual);
                    return PerformanceView.of(history, found.cut(), asked, engine.version());
                }));
    }
}
