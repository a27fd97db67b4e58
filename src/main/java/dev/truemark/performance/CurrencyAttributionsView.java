package dev.truemark.performance;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.CurrencyAttribution;
import dev.truemark.core.performance.Linking;
import dev.truemark.core.performance.PortfolioCurrencyAttribution;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a portfolio of several currencies did better or worse than its benchmark, on the wire.
 *
 * @param cashRates      as asked, by currency
 * @param cashBenchmarks as asked, by currency
 * @param brokenOn       the first day that cannot be attributed; null where all can
 * @param missing        what is not known of it
 */
record CurrencyAttributionsView(
        @JsonUnwrapped BooksStamp books,
        String benchmarkId,
        boolean net,
        Linking linking,
        Map<String, BigDecimal> cashRates,
        Map<String, String> cashBenchmarks,
        LocalDate startDate,
        LocalDate endDate,
        CurrencyAttributionResource.CurrencyPeriodView linked,
        LocalDate brokenOn,
        List<String> missing,
        Map<String, Undefined> reasons) {

    /** From the end of one day to the end of another; both null where nothing ever happened. */
    record Over(LocalDate start, LocalDate end) {}

    static CurrencyAttributionsView of(
            BooksHead head,
            CurrencyAttributions.Asked asked,
            String benchmarkId,
            Over over,
            PortfolioCurrencyAttribution.Result found,
            String engine) {
        Optional<CurrencyAttribution> attribution = found.attribution();
        Reasons reasons = new Reasons();
        reasons.note("linked", found.reason());
        reasons.note("linked.segments", attribution.flatMap(CurrencyAttribution::notLinked));
        return new CurrencyAttributionsView(
                BooksStamp.of(head, engine),
                benchmarkId,
                asked.over().isNet(),
                asked.linking(),
                asked.cash().rates(),
                asked.cash().benchmarks(),
                over.start(),
                over.end(),
                attribution.map(CurrencyAttributionsView::linked).orElse(null),
                found.brokenOn().orElse(null),
                found.missing(),
                reasons.all());
    }

    private static CurrencyAttributionResource.CurrencyPeriodView linked(CurrencyAttribution found) {
        return CurrencyAttributionResource.CurrencyPeriodView.of(
                found.linked(), found.total(), found.notLinked().isEmpty());
    }
}
