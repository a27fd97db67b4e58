package dev.truemark.valuation;

import dev.truemark.core.market.Moment;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.ValuationTerms;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.DailyBooks;
import dev.truemark.ledger.DailyHistory;
import dev.truemark.ledger.InstrumentLabel;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.ledger.PositionDay;
import dev.truemark.platform.persistence.Snapshot;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The whole valuations of one day after the other under one knowledge, in pieces. Each is equal to the last digit to what
 * {@link ValuationService#value} answers for its date and that knowledge; the books are read once and walked, and prices
 * and rates are read for a piece at a time.
 */
@ApplicationScoped
public class ValuationHistory {
    private final LedgerReads ledger;
    private final StoredMarket market;
    private final StaleLimits limits;
    private final HeavyWork heavy;
    private final Pool pool;

    ValuationHistory(LedgerReads ledger, StoredMarket market, StaleLimits limits, HeavyWork heavy, Pool pool) {
        this.ledger = ledger;
        this.market = market;
        this.limits = limits;
        this.heavy = heavy;
        this.pool = pool;
    }

    /**
     * Reads the books up to {@code last} as known at {@code knownAt}.
     *
     * @param most transactions; a portfolio with more fails with 422, {@code TOO_MANY}
     */
    public Uni<PastDays> open(BooksQuery query, LocalDate last, Instant knownAt, int most) {
        return ledger.history(query.at(last, knownAt), most).chain(read -> {
            BooksHead head = read.head();
            DailyHistory told = read.value();
            return heavy.run(() -> securities(told.books()))
                    .chain(securities -> ledger.labels(securities, head.knownAt()))
                    .chain(labels -> heavy.run(() -> days(head, told, labels)));
        });
    }

    private static List<String> securities(DailyBooks books) {
        return books.positions().stream()
                .map(PositionDay::securityId)
                .distinct()
                .toList();
    }

    private PastDays days(BooksHead head, DailyHistory told, Map<String, InstrumentLabel> labels) {
        DailyBooks books = told.books();
        return new PastDays(
                head,
                books.firstDay(),
                told.transactions(),
                Wanted.of(head, books),
                limits.of(labels),
                new BooksByDay(books, labels));
    }

    /**
     * The valuations of {@code dates}.
     *
     * @param dates ascending, none before those of an earlier call, none after the last day
     */
    public Uni<List<Valued>> next(PastDays days, List<LocalDate> dates) {
        List<BooksHead> heads = dates.stream().map(days.last()::knownOn).toList();
        List<Moment> moments =
                heads.stream().map(head -> head.moment(head.knownAt())).toList();
        return Snapshot.read(
                        pool,
                        tx -> market.at(tx, days.wanted(), moments, days.last().knownAt()))
                .chain(looks -> heavy.run(() -> valued(days, heads, looks)));
    }

    private static List<Valued> valued(PastDays days, List<BooksHead> heads, StoredMarket.Looks looks) {
        List<Valued> all = new ArrayList<>(heads.size());
        for (int n = 0; n < heads.size(); n++) {
            BooksHead head = heads.get(n);
            Books books = days.walk().at(head);
            Instant at = head.valuedAt(head.knownAt());
            ValuationTerms terms = new ValuationTerms(head.baseCurrency(), head.zone(), at, days.staleness());
            StoredMarket.Look look = looks.get(n);
            PortfolioValue value =
                    PortfolioValue.of(books.holdings(), books.cash(), look.prices(), look.rates(), terms);
            all.add(new Valued(books, value, new Basis(head.version(), null, at)));
        }
        return all;
    }
}
