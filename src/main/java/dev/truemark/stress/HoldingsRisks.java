package dev.truemark.stress;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.risk.HoldingsRisk;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.ledger.BooksFilter;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksOrder;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.valuation.DailyValuation;
import dev.truemark.valuation.ValuationService;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the risk of present holdings is computed from. */
@ApplicationScoped
class HoldingsRisks {
    private final LedgerReads ledger;
    private final ValuationService valuations;
    private final DailyValuation daily;
    private final StressConfig config;
    private final Engine engine;

    HoldingsRisks(
            LedgerReads ledger, ValuationService valuations, DailyValuation daily, StressConfig config, Engine engine) {
        this.ledger = ledger;
        this.valuations = valuations;
        this.daily = daily;
        this.config = config;
        this.engine = engine;
    }

    Uni<HoldingsRiskView> of(BooksQuery query, HoldingsParameters by) {
        HoldingsRiskView.Asked early =
                new HoldingsRiskView.Asked(by.evenings(LocalDate.EPOCH), by.confidence(), by.horizonDays());
        boolean believe = by.acceptsJumps();
        return valuations.value(query).chain(valued -> {
            BooksHead head = valued.books().head();
            HoldingsRiskView.Asked asked =
                    new HoldingsRiskView.Asked(by.evenings(head.asOf()), early.confidence(), early.horizon());
            return risk(query, valued, asked, believe)
                    .map(risk -> HoldingsRiskView.of(valued, risk, asked, engine.version()));
        });
    }

    private Uni<HoldingsRisk> risk(BooksQuery query, Valued valued, HoldingsRiskView.Asked asked, boolean believe) {
        Optional<BigDecimal> total = valued.value().totalValue().value();
        if (total.isEmpty()) return none(Undefined.VALUE_UNKNOWN);
        if (total.get().signum() <= 0) return none(Undefined.NOTHING_INVESTED);
        BooksHead head = valued.books().head();
        BooksQuery same = query.at(head.asOf(), head.knownAt());
        LocalDate first = asked.evenings().getFirst();
        return splits(same, first).chain(splits -> {
            HeldThrough held = new HeldThrough(valued, splits);
            return daily.of(head, held.books(first), asked.evenings(), HeldThrough.Evening::of)
                    .map(evenings -> HoldingsRisk.of(
                            held.series(evenings, total.get()),
                            asked.evenings(),
                            asked.confidence(),
                            asked.horizon(),
                            believe));
        });
    }

    private static Uni<HoldingsRisk> none(Undefined why) {
        return Uni.createFrom().item(HoldingsRisk.undefined(why, List.of(), List.of()));
    }

    private Uni<List<BookedTransaction>> splits(BooksQuery query, LocalDate from) {
        return splits(query, from, TransactionType.SPLIT)
                .chain(splits -> splits(query, from, TransactionType.STOCK_DIVIDEND)
                        .map(dividends -> Stream.concat(splits.stream(), dividends.stream())
                                .toList()));
    }

    private Uni<List<BookedTransaction>> splits(BooksQuery query, LocalDate from, TransactionType type) {
        BooksFilter filter =
                new BooksFilter(Optional.of(type), Optional.empty(), Optional.of(from.plusDays(1)), Optional.empty());
        return ledger.transactions(
                        query, filter, BooksOrder.TRANSACTIONS.order(null), PageRequest.first(config.maxSplits()))
                .map(read -> {
                    if (read.value().nextOffset() >= 0) {
                        throw ProblemException.invalid(
                                "id", "TOO_MANY", "The portfolio has more than " + config.maxSplits() + " splits.");
                    }
                    return read.value().items().stream()
                            .filter(each -> !each.status().equals("REJECTED"))
                            .toList();
                });
    }
}
