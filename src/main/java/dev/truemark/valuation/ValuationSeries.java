package dev.truemark.valuation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.market.Moment;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.ValuationTerms;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.DailyBooks;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.platform.persistence.Snapshot;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Totals day by day: the books of each day at the prices and rates of its end. */
@ApplicationScoped
class ValuationSeries {
    private final LedgerReads ledger;
    private final StoredMarket market;
    private final StaleLimits limits;
    private final HeavyWork heavy;
    private final ValuationConfig config;
    private final Pool pool;
    private final Clock clock;

    ValuationSeries(
            LedgerReads ledger,
            StoredMarket market,
            StaleLimits limits,
            HeavyWork heavy,
            ValuationConfig config,
            Pool pool,
            Clock clock) {
        this.ledger = ledger;
        this.market = market;
        this.limits = limits;
        this.heavy = heavy;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
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
            return values(head, read.value(), wanted.items())
                    .map(days -> new LedgerReads.Read<>(head, new Page<>(days, wanted.nextOffset())));
        });
    }

    private List<LocalDate> dates(LedgerReads.Read<DailyBooks> read, Optional<LocalDate> from, Optional<LocalDate> to) {
        LocalDate last = to.filter(date -> date.isBefore(read.head().asOf()))
                .orElse(read.head().asOf());
        Optional<LocalDate> first = from.or(() -> DayByDay.firstDay(read.value()));
        if (first.isEmpty() || first.get().isAfter(last)) return List.of();
        long days = ChronoUnit.DAYS.between(first.get(), last) + 1;
        if (days > config.maxDays()) {
            throw ProblemException.invalid(
                    "from", "TOO_MANY_DAYS", "A series has " + config.maxDays() + " days at most; ask for fewer.");
        }
        return first.get().datesUntil(last.plusDays(1)).toList();
    }

    private Uni<List<Day>> values(BooksHead head, DailyBooks books, List<LocalDate> dates) {
        if (dates.isEmpty()) return Uni.createFrom().item(List.of());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<BooksHead> heads = dates.stream().map(head::onDay).toList();
        List<Moment> moments = heads.stream().map(day -> day.moment(now)).toList();
        Wanted wanted = Wanted.of(head, books);
        return ledger.labels(wanted.securities(), head.knownAt())
                .chain(labels -> Snapshot.read(pool, tx -> market.at(tx, wanted, moments, head.knownAt()))
                        .chain(looks -> heavy.run(() -> {
                            DayByDay walk = new DayByDay(books);
                            List<Day> days = new ArrayList<>(dates.size());
                            for (int n = 0; n < dates.size(); n++) {
                                walk.to(dates.get(n));
                                ValuationTerms terms = new ValuationTerms(
                                        head.baseCurrency(),
                                        head.zone(),
                                        heads.get(n).valuedAt(now),
                                        limits.of(labels));
                                StoredMarket.Look look = looks.get(n);
                                PortfolioValue value = PortfolioValue.of(
                                        walk.holdings(), walk.cash(), look.prices(), look.rates(), terms);
                                days.add(new Day(dates.get(n), TotalFigures.of(value)));
                            }
                            return days;
                        })));
    }
}
