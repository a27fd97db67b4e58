package dev.truemark.performance;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.Contribution;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.Linking;
import dev.truemark.core.performance.PortfolioContribution;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import dev.truemark.platform.reading.Sorting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the parts of a portfolio added to its return, on the wire. */
public record ContributionsView(
        @JsonUnwrapped BooksStamp books,
        FlowTiming flowTiming,
        boolean net,
        Segments.By by,
        Linking linking,
        LocalDate startDate,
        LocalDate endDate,
        List<PartView> segments,
        BigDecimal linkedReturn,
        Map<String, Undefined> reasons) {

    public record PartView(String name, BigDecimal contribution) {}

    /** What was asked. */
    record Question(FlowTiming timing, boolean net, Segments.By by, Linking linking) {}

    static ContributionsView of(
            PortfolioHistory history,
            UnaryOperator<String> parts,
            PerformanceParameters over,
            Question asked,
            String engine) {
        if (history.days().isEmpty()) return of(history, asked, engine, null, null, noneBecause(Undefined.NO_HISTORY));
        PortfolioReturns returns =
                PortfolioReturns.of(history.days(), history.cashTracked(), asked.net(), asked.timing());
        LocalDate end = returns.end();
        LocalDate start = returns.clamped(over.start(end));
        return of(
                history,
                asked,
                engine,
                start,
                end,
                PortfolioContribution.of(returns, start, end, asked.net(), parts, asked.linking()));
    }

    private static PortfolioContribution.Result noneBecause(Undefined why) {
        return new PortfolioContribution.Result(Optional.empty(), Optional.of(why));
    }

    private static ContributionsView of(
            PortfolioHistory history,
            Question asked,
            String engine,
            LocalDate start,
            LocalDate end,
            PortfolioContribution.Result found) {
        BooksHead head = history.head();
        Optional<Contribution> linked =
                found.contribution().filter(each -> each.notLinked().isEmpty());
        Reasons reasons = new Reasons();
        reasons.note("linked_return", found.reason());
        reasons.note("segments", found.reason().or(() -> found.contribution().flatMap(Contribution::notLinked)));
        return new ContributionsView(
                BooksStamp.of(head, engine),
                asked.timing(),
                asked.net(),
                asked.by(),
                asked.linking(),
                start,
                end,
                linked.map(each -> each.linked().stream()
                                .sorted(Comparator.comparing(Contribution.Share::name, Sorting.BYTES))
                                .map(share -> new PartView(share.name(), share.contribution()))
                                .toList())
                        .orElse(null),
                found.contribution().map(Contribution::total).orElse(null),
                reasons.all());
    }
}
