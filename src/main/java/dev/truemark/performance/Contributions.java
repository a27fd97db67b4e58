package dev.truemark.performance;

import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.Linking;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What the parts of portfolios added to their returns. */
@ApplicationScoped
public class Contributions {
    private final Histories histories;
    private final Segments segments;
    private final HeavyWork heavy;
    private final Engine engine;

    Contributions(Histories histories, Segments segments, HeavyWork heavy, Engine engine) {
        this.histories = histories;
        this.segments = segments;
        this.heavy = heavy;
        this.engine = engine;
    }

    /** Of each security, since the beginning. */
    public Uni<ContributionsView> of(BooksQuery query) {
        return of(query, new PerformanceParameters(), Segments.By.SECURITY, Linking.CARINO);
    }

    /** 422 where returns are too large to be linked. */
    Uni<ContributionsView> of(BooksQuery query, PerformanceParameters over, Segments.By by, Linking linking) {
        FlowTiming timing = over.timing();
        boolean net = over.isNet();
        ContributionsView.Question asked = new ContributionsView.Question(timing, net, by, linking);
        return histories
                .of(query, over.lastDay(), timing)
                .chain(history -> segments.of(history, by)
                        .chain(parts ->
                                heavy.run(() -> ContributionsView.of(history, parts, over, asked, engine.version()))))
                .onFailure(ArithmeticException.class)
                .transform(failure ->
                        ProblemException.invalid("from", "OUT_OF_RANGE", "The returns are too large to be linked."));
    }
}
