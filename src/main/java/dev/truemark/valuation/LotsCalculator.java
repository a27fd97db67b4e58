package dev.truemark.valuation;

import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.PortfolioBooks;
import dev.truemark.core.ledger.PortfolioLedger;
import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Moment;
import dev.truemark.core.market.NewestPrices;
import dev.truemark.core.market.NewestRates;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.market.SourceOrder;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.ValuationTerms;
import dev.truemark.ledger.ToldTransactions;
import dev.truemark.valuation.LotsCalculatorResource.LotsRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Books and values what a caller brings, by the functions that book and value a portfolio; days are those of UTC. */
@ApplicationScoped
class LotsCalculator {
    private final StaleLimits limits;
    private final ValuationConfig config;

    LotsCalculator(StaleLimits limits, ValuationConfig config) {
        this.limits = limits;
        this.config = config;
    }

    BroughtFacts read(LotsRequest request, Instant now) {
        return BroughtFacts.read(request, now, config.maxCalculatedFacts());
    }

    CalculatedLots calculate(BroughtFacts facts, Policies policies, LocalDate asOf) {
        Map<Moment, RateBook> rates = new HashMap<>();
        ToldTransactions told = new ToldTransactions(
                facts.baseCurrency(),
                ZoneOffset.UTC,
                facts.securityOf(),
                moment -> rates.computeIfAbsent(moment, m -> NewestRates.of(facts.rates(), m, SourceOrder.BY_NAME)),
                moment -> NewestPrices.of(facts.prices(), moment, SourceOrder.BY_NAME));
        PortfolioBooks books = PortfolioLedger.book(
                        facts.transactions().stream().map(told::ready).toList(), policies)
                .asOf(asOf);
        return CalculatedLots.of(books, value(facts, books, asOf), facts.baseCurrency(), asOf);
    }

    private PortfolioValue value(BroughtFacts facts, PortfolioBooks books, LocalDate asOf) {
        Moment moment = Moment.endOf(asOf, ZoneOffset.UTC);
        List<Holding> held = new ArrayList<>();
        for (Map.Entry<String, BookResult> book : books.books().entrySet()) {
            Holding holding = Holding.of(book.getKey(), book.getValue().end());
            if (holding.isOpen()) held.add(holding);
        }
        List<CashHolding> cash = books.cash().end().entrySet().stream()
                .map(balance -> new CashHolding(balance.getKey(), balance.getValue()))
                .toList();
        return PortfolioValue.of(
                held,
                cash,
                NewestPrices.of(facts.prices(), moment, SourceOrder.BY_NAME),
                NewestRates.of(facts.rates(), moment, SourceOrder.BY_NAME),
                new ValuationTerms(
                        facts.baseCurrency(),
                        ZoneOffset.UTC,
                        MarketTime.endOf(asOf, ZoneOffset.UTC),
                        limits.of(Map.of())));
    }
}
