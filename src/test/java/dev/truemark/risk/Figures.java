package dev.truemark.risk;

import dev.truemark.core.allocation.Allocation;
import dev.truemark.core.allocation.Breakdown;
import dev.truemark.core.allocation.CashLine;
import dev.truemark.core.allocation.Segment;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.PortfolioBooks;
import dev.truemark.core.ledger.PortfolioLedger;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Price;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.FlowTiming;
import dev.truemark.core.performance.Linking;
import dev.truemark.core.performance.Movement;
import dev.truemark.core.performance.PortfolioContribution;
import dev.truemark.core.performance.PortfolioDay;
import dev.truemark.core.performance.PortfolioReturns;
import dev.truemark.core.risk.RiskFigures;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.Quality;
import dev.truemark.core.valuation.ValuationTerms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What is served of {@link Facts}, by name, from the functions that serve it; what is null is not there. */
final class Figures {
    private static final Duration STALE = Duration.ofHours(12);

    final Map<String, Double> served = new TreeMap<>();
    final Map<LocalDate, Quality> qualities = new TreeMap<>();
    private final Facts facts;
    private final PortfolioBooks books;
    private final Map<String, List<Price>> quotes;

    private Figures(Facts facts) {
        this.facts = facts;
        this.quotes = facts.quotes();
        this.books = PortfolioLedger.book(facts.booked(), Policy.DEFAULT);
    }

    static Figures of(Facts facts) {
        Figures figures = new Figures(facts);
        List<PortfolioDay> days = new ArrayList<>();
        LocalDate first = figures.books.bookings().stream()
                .filter(each -> each.status() != Booking.Status.REJECTED)
                .map(each -> each.transaction().order().date())
                .min(LocalDate::compareTo)
                .orElse(Facts.LAST);
        for (LocalDate day = first.minusDays(1); !day.isAfter(Facts.LAST); day = day.plusDays(1)) {
            PortfolioValue value = figures.valued(day);
            figures.put("value " + day, value.totalValue());
            figures.put("cost " + day, value.totalCost());
            figures.put("gain " + day, value.totalGainLoss());
            figures.qualities.put(day, value.quality());
            days.add(new PortfolioDay(day, value.totalValue(), positions(value), figures.movements(day)));
            if (day.equals(Facts.LAST)) figures.allocate(value);
        }
        figures.measure(days);
        figures.books.books().forEach((security, book) -> {
            if (!security.isEmpty())
                figures.put("realized " + security, book.end().realizedBase());
        });
        return figures;
    }

    private void put(String name, BaseAmount amount) {
        amount.value().ifPresent(value -> served.put(name, value.doubleValue()));
    }

    private PortfolioValue valued(LocalDate day) {
        List<Holding> held = new ArrayList<>();
        books.books()
                .forEach((security, book) -> at(book, day)
                        .filter(each -> !security.isEmpty() && each.quantity().signum() != 0)
                        .ifPresent(each -> held.add(new Holding(
                                security,
                                each.currency(),
                                each.quantity(),
                                each.cost(),
                                each.costBase(),
                                BigDecimal.ZERO,
                                BaseAmount.ZERO))));
        List<CashHolding> cash = new ArrayList<>();
        books.cash().at(day).forEach((currency, balance) -> cash.add(new CashHolding(currency, balance)));
        ValuationTerms terms = new ValuationTerms(
                Facts.BASE, ZoneOffset.UTC, MarketTime.endOf(day, ZoneOffset.UTC), security -> STALE);
        return PortfolioValue.of(held, cash, Facts.prices(quotes, day), facts.rates(day), terms);
    }

    private static Optional<DayPosition> at(BookResult book, LocalDate day) {
        return book.days().stream().filter(each -> !each.date().isAfter(day)).reduce((a, b) -> b);
    }

    private static Map<String, BaseAmount> positions(PortfolioValue value) {
        Map<String, BaseAmount> positions = new HashMap<>();
        for (PositionValue each : value.positions()) {
            positions.put(each.holding().securityId(), each.marketValueBase());
        }
        return positions;
    }

    private List<Movement> movements(LocalDate day) {
        List<Movement> movements = new ArrayList<>();
        for (Booking each : books.bookings()) {
            Transaction t = each.transaction();
            if (!t.order().date().equals(day) || each.status() == Booking.Status.REJECTED) continue;
            BaseAmount cash =
                    each.cash().stream().map(effect -> effect.amountBase()).reduce(BaseAmount.ZERO, BaseAmount::plus);
            movements.add(new Movement(day, t.type(), t.securityId(), cash, BaseAmount.ZERO));
        }
        return movements;
    }

    private void allocate(PortfolioValue value) {
        List<CashLine> cash = new ArrayList<>();
        for (CashValue each : value.cash()) {
            cash.add(new CashLine(each.cash().currency(), each.balanceBase()));
        }
        Allocation found = Allocation.of(
                new Allocation.Held(positions(value), cash, Map.of(), Map.of()),
                new Allocation.Question(List.of(Breakdown.SECURITY), false, false, 2));
        for (Segment each : found.each().getFirst().segments()) {
            String name = each.names().getFirst().orElse("?");
            each.weight().ifPresent(weight -> served.put("weight " + name, weight.doubleValue()));
        }
        found.concentration().herfindahl().ifPresent(h -> served.put("herfindahl", h.doubleValue()));
    }

    private void measure(List<PortfolioDay> days) {
        if (days.size() < 2) return;
        PortfolioReturns returns = PortfolioReturns.of(days, books.cashTracked(), true, FlowTiming.IN_START_OUT_END);
        returns.daily()
                .intervals()
                .forEach(each -> each.value().toOptional().ifPresent(r -> served.put("return " + each.date(), r)));
        returns.daily().linked().toOptional().ifPresent(r -> served.put("linked", r));
        PortfolioContribution.of(returns, returns.start(), returns.end(), true, security -> security, Linking.CARINO)
                .contribution()
                .filter(each -> each.notLinked().isEmpty())
                .ifPresent(each -> each.linked()
                        .forEach(share -> served.put(
                                "contribution " + share.name(),
                                share.contribution().doubleValue())));
        RiskFigures risk = PortfolioRisk.of(
                        returns,
                        new PortfolioRisk.Question(returns.start(), 0.95, 1, OptionalInt.of(20), 0, 0, 252),
                        Optional.empty(),
                        Undefined.NO_BENCHMARK,
                        Facts.BASE)
                .figures();
        risk.volatility().toOptional().ifPresent(v -> served.put("volatility", v));
        risk.var().historical().toOptional().ifPresent(v -> served.put("var", v));
        risk.drawdown().ifPresent(d -> served.put("drawdown", d.value()));
        for (int n = 0; n < risk.rollingVolatility().size(); n++) {
            String name = "rolling " + n;
            risk.rollingVolatility().get(n).toOptional().ifPresent(v -> served.put(name, v));
        }
    }
}
