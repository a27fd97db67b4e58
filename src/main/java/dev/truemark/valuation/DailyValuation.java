package dev.truemark.valuation;

import dev.truemark.core.market.Moment;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.DayTotal;
import dev.truemark.core.valuation.DayTotals;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.Staleness;
import dev.truemark.core.valuation.TermsOverTime;
import dev.truemark.core.valuation.ValuationTerms;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.DailyBooks;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.platform.persistence.Snapshot;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Values the books of one day after the other at the prices and rates of its end, all of which are read at once. */
@ApplicationScoped
public class DailyValuation {
    private final LedgerReads ledger;
    private final StoredMarket market;
    private final StaleLimits limits;
    private final HeavyWork heavy;
    private final Pool pool;
    private final Clock clock;

    DailyValuation(
            LedgerReads ledger, StoredMarket market, StaleLimits limits, HeavyWork heavy, Pool pool, Clock clock) {
        this.ledger = ledger;
        this.market = market;
        this.limits = limits;
        this.heavy = heavy;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * What {@code each} makes of every day, in order; only that is kept, not the valuations.
     *
     * @param dates ascending; the last may be today, which is valued now
     */
    public <T> Uni<List<T>> of(BooksHead head, DailyBooks books, List<LocalDate> dates, Function<ValuedDay, T> each) {
        return of(head, books, List.of(), dates, each);
    }

    /** The same, with the prices of {@code others} too, and the rates from their currencies to the base. */
    public <T> Uni<List<T>> of(
            BooksHead head, DailyBooks books, List<String> others, List<LocalDate> dates, Function<ValuedDay, T> each) {
        if (dates.isEmpty()) return Uni.createFrom().item(List.of());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<BooksHead> heads = dates.stream().map(head::onDay).toList();
        List<Moment> moments = heads.stream().map(day -> day.moment(now)).toList();
        Wanted wanted = Wanted.of(head, books).and(others);
        return ledger.labels(wanted.securities(), head.knownAt())
                .chain(labels -> Snapshot.read(pool, tx -> market.at(tx, wanted, moments, head.knownAt()))
                        .chain(looks -> heavy.run(() -> walk(heads, books, looks, limits.of(labels), now, each))));
    }

    /**
     * What {@code each} makes of the total of every day, in order: equal to that of the valuation of the day, and many times
     * faster where there are many days.
     *
     * @param dates ascending; the last may be today, which is valued now
     */
    public <T> Uni<List<T>> totals(
            BooksHead head, DailyBooks books, List<LocalDate> dates, Function<TotalledDay, T> each) {
        if (dates.isEmpty()) return Uni.createFrom().item(List.of());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<BooksHead> heads = dates.stream().map(head::onDay).toList();
        List<Moment> moments = heads.stream().map(day -> day.moment(now)).toList();
        List<Instant> instants = heads.stream().map(day -> day.valuedAt(now)).toList();
        Wanted wanted = Wanted.of(head, books);
        return ledger.labels(wanted.securities(), head.knownAt())
                .chain(labels -> Snapshot.read(pool, tx -> market.at(tx, wanted, moments, head.knownAt()))
                        .chain(looks -> heavy.run(() -> {
                            TermsOverTime terms =
                                    new TermsOverTime(head.baseCurrency(), head.zone(), instants, limits.of(labels));
                            return totals(new Stretches(books, dates), dates, looks, terms, each);
                        })));
    }

    private static <T> List<T> totals(
            Stretches held,
            List<LocalDate> dates,
            StoredMarket.Looks looks,
            TermsOverTime terms,
            Function<TotalledDay, T> each) {
        List<DayTotal> totals =
                DayTotals.of(held.holdings(), held.cash(), looks.prices().table(), looks.rates(), terms);
        List<T> days = new ArrayList<>(dates.size());
        for (int n = 0; n < dates.size(); n++) {
            StoredMarket.Look look = looks.get(n);
            days.add(each.apply(new TotalledDay(dates.get(n), totals.get(n), look.prices(), look.rates())));
        }
        return days;
    }

    /** What was held at an instant. */
    public record Held(Instant at, List<Holding> holdings, List<CashHolding> cash) {
        public Held {
            holdings = List.copyOf(holdings);
            cash = List.copyOf(cash);
        }
    }

    /** Each of {@code held} at the prices and rates of its instant; {@code books} hold all securities and currencies of them. */
    public Uni<List<ValuedDay>> at(BooksHead head, DailyBooks books, List<Held> held) {
        if (held.isEmpty()) return Uni.createFrom().item(List.of());
        List<Moment> moments =
                held.stream().map(each -> Moment.at(each.at(), head.zone())).toList();
        Wanted wanted = Wanted.of(head, books);
        return ledger.labels(wanted.securities(), head.knownAt())
                .chain(labels -> Snapshot.read(pool, tx -> market.at(tx, wanted, moments, head.knownAt()))
                        .chain(looks -> heavy.run(() -> at(head, held, looks, limits.of(labels)))));
    }

    private static List<ValuedDay> at(BooksHead head, List<Held> held, StoredMarket.Looks looks, Staleness stale) {
        List<ValuedDay> all = new ArrayList<>(held.size());
        for (int n = 0; n < held.size(); n++) {
            Held each = held.get(n);
            StoredMarket.Look look = looks.get(n);
            ValuationTerms terms = new ValuationTerms(head.baseCurrency(), head.zone(), each.at(), stale);
            PortfolioValue value = PortfolioValue.of(each.holdings(), each.cash(), look.prices(), look.rates(), terms);
            LocalDate date = LocalDate.ofInstant(each.at(), head.zone());
            all.add(new ValuedDay(date, value, look.prices(), look.rates()));
        }
        return all;
    }

    /** By which settings prices grow stale, as text that is the same for the same settings. */
    public String rules() {
        return limits.rules();
    }

    private static <T> List<T> walk(
            List<BooksHead> heads,
            DailyBooks books,
            StoredMarket.Looks looks,
            Staleness stale,
            Instant now,
            Function<ValuedDay, T> each) {
        DayByDay walk = new DayByDay(books);
        List<T> days = new ArrayList<>(heads.size());
        for (int n = 0; n < heads.size(); n++) {
            BooksHead head = heads.get(n);
            walk.to(head.asOf());
            ValuationTerms terms = new ValuationTerms(head.baseCurrency(), head.zone(), head.valuedAt(now), stale);
            StoredMarket.Look look = looks.get(n);
            PortfolioValue value = PortfolioValue.of(walk.holdings(), walk.cash(), look.prices(), look.rates(), terms);
            days.add(each.apply(new ValuedDay(head.asOf(), value, look.prices(), look.rates())));
        }
        return days;
    }
}
