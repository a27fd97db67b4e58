package dev.truemark.valuation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.DailyBooks;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Totals day by day: the books of each day at the prices and rates of its end. */
@ApplicationScoped
class ValuationSeries {
    private final LedgerReads ledger;
    private final DailyValuation valuation;
    private final ValuationConfig config;

    ValuationSeries(LedgerReads ledger, DailyValuation valuation, ValuationConfig config) {
        this.ledger = ledger;
        this.valuation = valuation;
        this.config = config;
    }

    record Day(LocalDate date, @JsonUnwrapped TotalFigures totals) {}

    /**
     * @param from first day, that of the first position or balance unless given
     * @param to   last day, {@code as_of} unless given
     */
    Uni<LedgerReads.Read<Page<Day>>> of(
            BooksQuery query, Optional<LocalDate> from, Optional<LocalDate> to, PageRequest page) {
        return ledger.daily(query).chain(read -> {
            BooksHead head = read.head();
            List<LocalDate> dates = dates(read, from, to);
            Page<LocalDate> wanted = Page.of(dates, page);
            return valuation
                    .of(head, read.value(), wanted.items(), day -> new Day(day.date(), TotalFigures.of(day.value())))
                    .map(days -> new LedgerReads.Read<>(head, new Page<>(days, wanted.nextOffset())));
        });
    }

    private List<LocalDate> dates(LedgerReads.Read<DailyBooks> read, Optional<LocalDate> from, Optional<LocalDate> to) {
        LocalDate last = to.filter(date -> date.isBefore(read.head().asOf()))
                .orElse(read.head().asOf());
        Optional<LocalDate> first = from.or(() -> read.value().firstDay());
        if (first.isEmpty() || first.get().isAfter(last)) return List.of();
        long days = ChronoUnit.DAYS.between(first.get(), last) + 1;
        if (days > config.maxDays()) {
            throw ProblemException.invalid(
                    "from", "TOO_MANY_DAYS", "A series has " + config.maxDays() + " days at most; ask for fewer.");
        }
        return first.get().datesUntil(last.plusDays(1)).toList();
    }
}
