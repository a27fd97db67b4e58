package dev.truemark.performance;

import dev.truemark.core.ledger.Effect;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.Price;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.BlendReturns;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.Movement;
import dev.truemark.core.performance.PortfolioDay;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.DailyHistory;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.valuation.DailyValuation;
import dev.truemark.valuation.ValuedDay;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Values and movements of portfolios, day by day from their beginning. */
@ApplicationScoped
public class Histories {
    private final LedgerReads ledger;
    private final DailyValuation valuation;
    private final PerformanceConfig config;

    Histories(LedgerReads ledger, DailyValuation valuation, PerformanceConfig config) {
        this.ledger = ledger;
        this.valuation = valuation;
        this.config = config;
    }

    /**
     * Up to {@code to}, or to the date of the question where that is earlier.
     *
     * @param timing says whether units that came in or went out are valued before or after their day
     */
    public Uni<PortfolioHistory> of(BooksQuery query, Optional<LocalDate> to, FlowTiming timing) {
        return of(query, to, timing, List.of());
    }

    /** The same, with the prices of {@code others} too. */
    Uni<PortfolioHistory> of(BooksQuery query, Optional<LocalDate> to, FlowTiming timing, List<String> others) {
        return ledger.history(query, config.maxTransactions()).chain(read -> {
            BooksHead head = read.head();
            DailyHistory history = read.value();
            boolean tracked = history.books().cashTracked();
            LocalDate last = to.filter(date -> date.isBefore(head.asOf())).orElse(head.asOf());
            Map<LocalDate, List<BookedTransaction>> byDate = history.transactions().stream()
                    .filter(each -> !each.status().equals("REJECTED"))
                    .collect(Collectors.groupingBy(BookedTransaction::tradeDate));
            Optional<LocalDate> first = byDate.keySet().stream().min(LocalDate::compareTo);
            if (first.isEmpty() || first.get().isAfter(last)) {
                return Uni.createFrom().item(new PortfolioHistory(head, tracked, List.of(), List.of(), List.of()));
            }
            List<LocalDate> dates = dates(first.get().minusDays(1), last);
            return valuation
                    .of(head, history.books(), others, dates, new Reader(byDate, timing, head.baseCurrency(), others))
                    .map(days -> new PortfolioHistory(
                            head,
                            tracked,
                            days.stream().map(Day::day).toList(),
                            days.stream().map(Day::quality).toList(),
                            days.stream().map(Day::others).toList()));
        });
    }

    private List<LocalDate> dates(LocalDate first, LocalDate last) {
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days > config.maxDays()) {
            throw ProblemException.invalid(
                    "id", "TOO_MANY_DAYS", "The history has more than " + config.maxDays() + " days.");
        }
        return first.datesUntil(last.plusDays(1)).toList();
    }

    private record Day(PortfolioDay day, Quality quality, BlendReturns.Prices others) {}

    /** Reads the days of one history in their order; units that move are valued with the prices of the evening before too. */
    private static final class Reader implements Function<ValuedDay, Day> {
        private final Map<LocalDate, List<BookedTransaction>> transactions;
        private final FlowTiming timing;
        private final String base;
        private final List<String> others;
        private ValuedDay before;

        Reader(
                Map<LocalDate, List<BookedTransaction>> transactions,
                FlowTiming timing,
                String base,
                List<String> others) {
            this.transactions = transactions;
            this.timing = timing;
            this.base = base;
            this.others = others;
        }

        @Override
        public Day apply(ValuedDay day) {
            Map<String, BaseAmount> positions = new HashMap<>();
            for (PositionValue each : day.value().positions()) {
                positions.put(each.holding().securityId(), each.marketValueBase());
            }
            List<Movement> movements = new ArrayList<>();
            for (BookedTransaction each : transactions.getOrDefault(day.date(), List.of())) {
                movements.add(movement(each, day));
            }
            before = day;
            return new Day(
                    new PortfolioDay(day.date(), day.value().totalValue(), positions, movements),
                    day.value().quality(),
                    new BlendReturns.Prices(day.date(), prices(day)));
        }

        private Map<String, BaseAmount> prices(ValuedDay day) {
            Map<String, BaseAmount> prices = new HashMap<>();
            for (String each : others) prices.put(each, inBase(day, each, BigDecimal.ONE));
            return prices;
        }

        private BaseAmount inBase(ValuedDay day, String security, BigDecimal units) {
            Optional<Price> price = day.prices().priceOf(security);
            return price.map(p ->
                            day.rates().rate(p.currency(), base).conversion().apply(units.multiply(p.price())))
                    .orElse(BaseAmount.UNKNOWN);
        }

        private Movement movement(BookedTransaction t, ValuedDay day) {
            BaseAmount cash = t.type() == TransactionType.FX_CONVERSION ? BaseAmount.ZERO : inBase(t.cashAmount(), t);
            String security = t.securityId() == null ? "" : t.securityId();
            BaseAmount delivered =
                    switch (Effect.of(t.type(), !security.isEmpty()).flow()) {
                        case NONE, IN, OUT -> BaseAmount.ZERO;
                        case IN_AT_MARKET_VALUE -> delivered(t, timing == FlowTiming.END ? day : before);
                        case OUT_AT_MARKET_VALUE -> delivered(t, timing == FlowTiming.START ? before : day);
                    };
            return new Movement(t.tradeDate(), t.type(), security, cash, delivered);
        }

        /** At the market value that was told, or else at the price in force. */
        private BaseAmount delivered(BookedTransaction t, ValuedDay at) {
            if (t.gross() != null && t.gross().signum() != 0) return inBase(t.gross(), t);
            if (t.quantity() == null || at == null) return BaseAmount.UNKNOWN;
            return inBase(at, t.securityId(), t.quantity());
        }

        private static BaseAmount inBase(BigDecimal amount, BookedTransaction t) {
            if (amount == null || amount.signum() == 0) return BaseAmount.ZERO;
            return t.fxRate() == null ? BaseAmount.UNKNOWN : BaseAmount.of(amount.multiply(t.fxRate()));
        }
    }
}
