package dev.truemark.core.explain;

import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.BookState;
import dev.truemark.core.market.Rate;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The figures of a question, of books and a market as they stand; by the functions that value a portfolio. */
final class Measures {
    private final Question question;
    private final RunsOfSecurities runs;
    private final ReplacedMarket market;

    Measures(Question question, RunsOfSecurities runs, ReplacedMarket market) {
        this.question = question;
        this.runs = runs;
        this.market = market;
    }

    /** @param unit a currency or {@code units}; empty where nothing was ever held */
    record Value(String name, String unit, BaseAmount amount) {}

    record Values(List<Value> values) {
        int size() {
            return values.size();
        }

        String name(int n) {
            return values.get(n).name();
        }

        String unit(int n) {
            return values.get(n).unit();
        }

        /** Amounts of different currencies have no difference. */
        BaseAmount in(String unit, int n) {
            Value value = values.get(n);
            return value.unit().isEmpty() || value.unit().equals(unit) ? value.amount() : BaseAmount.UNKNOWN;
        }
    }

    Values values() {
        return question.security().map(this::ofSecurity).orElseGet(this::ofPortfolio);
    }

    private Values ofSecurity(String security) {
        String run = runs.first(security);
        BookResult book = runs.books(run::equals).get(security);
        BookState end = book == null ? BookState.EMPTY : book.end();
        String base = question.terms().baseCurrency();
        String own = end.currency();
        return switch (question.figure()) {
            case QUANTITY -> new Values(List.of(new Value("quantity", "units", BaseAmount.of(end.quantity()))));
            case COST_BASIS -> both("cost_basis", own, BaseAmount.of(end.cost()), base, end.costBase());
            case REALIZED -> both("realized_pnl", own, BaseAmount.of(end.realized()), base, end.realizedBase());
            case MARKET_VALUE -> {
                PositionValue value = valued(security, end);
                yield both("market_value", own, value.marketValue(), base, value.marketValueBase());
            }
            case UNREALIZED -> {
                PositionValue value = valued(security, end);
                yield both("unrealized_pnl", own, value.unrealized(), base, value.unrealizedBase());
            }
            case CASH, TOTAL_VALUE -> throw new IllegalArgumentException("no security has a " + question.figure());
        };
    }

    private static Values both(String name, String currency, BaseAmount local, String base, BaseAmount inBase) {
        return new Values(List.of(new Value(name, currency, local), new Value(name + "_base", base, inBase)));
    }

    /** Nothing needs no price and no rate, and asks for none. */
    private PositionValue valued(String security, BookState end) {
        Holding holding = Holding.of(security, end);
        return holding.isOpen()
                ? PositionValue.of(holding, market, market, question.terms())
                : PositionValue.of(holding, id -> Optional.empty(), (from, to) -> Rate.MISSING, question.terms());
    }

    private Values ofPortfolio() {
        SortedMap<String, BookResult> books = runs.books(run -> true);
        books.remove("");
        PortfolioValue value = switch (question.figure()) {
            case REALIZED -> PortfolioValue.of(List.of(), List.of());
            default ->
                PortfolioValue.of(
                        books.entrySet().stream()
                                .map(each -> Holding.of(
                                        each.getKey(), each.getValue().end()))
                                .filter(Holding::isOpen)
                                .toList(),
                        List.of(),
                        market,
                        market,
                        question.terms());
        };
        BaseAmount amount = switch (question.figure()) {
            case COST_BASIS -> value.totalCost();
            case MARKET_VALUE -> value.positionsValue();
            case UNREALIZED -> value.totalGainLoss();
            case REALIZED ->
                books.values().stream()
                        .map(book -> book.end().realizedBase())
                        .reduce(BaseAmount.ZERO, BaseAmount::plus);
            case QUANTITY, CASH, TOTAL_VALUE ->
                throw new IllegalArgumentException("no changes of " + question.figure());
        };
        return new Values(List.of(new Value(name(), question.terms().baseCurrency(), amount)));
    }

    private String name() {
        return switch (question.figure()) {
            case COST_BASIS -> "total_cost";
            case MARKET_VALUE -> "positions_value";
            case UNREALIZED -> "total_gain_loss";
            case REALIZED -> "realized_pnl_base";
            case QUANTITY, CASH, TOTAL_VALUE ->
                throw new IllegalArgumentException("no portfolio has changes of " + question.figure());
        };
    }
}
