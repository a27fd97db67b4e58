package dev.truemark.performance;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.Attribution;
import dev.truemark.core.performance.Linking;
import dev.truemark.core.performance.PortfolioAttribution;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Why a portfolio did better or worse than its benchmark, on the wire. */
record AttributionsView(
        @JsonUnwrapped BooksStamp books,
        String benchmarkId,
        boolean net,
        Segments.By by,
        Attribution.Model model,
        Attribution.Interaction interaction,
        Linking linking,
        LocalDate startDate,
        LocalDate endDate,
        AttributionView.PeriodView linked,
        Map<String, Undefined> reasons) {

    /** What was asked. */
    record Question(boolean net, Segments.By by, PortfolioAttribution.Rules rules, String benchmarkId) {}

    static AttributionsView of(
            BooksHead head,
            Question asked,
            LocalDate start,
            LocalDate end,
            PortfolioAttribution.Result found,
            String engine) {
        Optional<Attribution> attribution = found.attribution();
        Reasons reasons = new Reasons();
        reasons.note("linked", found.reason());
        reasons.note("linked.segments", attribution.flatMap(Attribution::notLinked));
        return new AttributionsView(
                BooksStamp.of(head, engine),
                asked.benchmarkId(),
                asked.net(),
                asked.by(),
                asked.rules().model(),
                asked.rules().interaction(),
                asked.rules().linking(),
                start,
                end,
                attribution.map(AttributionsView::linked).orElse(null),
                reasons.all());
    }

    private static AttributionView.PeriodView linked(Attribution found) {
        return found.notLinked().isPresent()
                ? AttributionView.PeriodView.undefined(found.total())
                : AttributionView.PeriodView.of(found.linked(), found.total());
    }
}
