package dev.truemark.stream;

import dev.truemark.core.money.Exact;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.StateHash;
import dev.truemark.valuation.Basis;
import java.util.stream.Collectors;

/** Figures as short JSON: what the tests of the hub look at and no more. */
final class TestViews implements FigureViews {
    private String refused = "";

    /** From now on the positions of a portfolio cannot be written. */
    void refuse(String portfolioId) {
        refused = portfolioId;
    }

    @Override
    public String position(LiveBooks books, PortfolioValue whole, PositionValue position) {
        if (books.portfolioId().equals(refused)) throw new IllegalStateException("as the test wants");
        return "{\"security_id\":\"" + position.holding().securityId() + "\",\"quantity\":\""
                + Exact.plain(position.holding().quantity()) + "\",\"price\":"
                + position.price()
                        .map(each -> '"' + Exact.plain(each.price()) + '"')
                        .orElse("null") + '}';
    }

    @Override
    public String cash(PortfolioValue whole, CashValue cash) {
        return "{\"currency\":\"" + cash.cash().currency() + "\",\"balance\":\""
                + Exact.plain(cash.cash().balance()) + "\"}";
    }

    @Override
    public String totals(PortfolioValue whole) {
        return "{\"total_value\":"
                + whole.totalValue()
                        .value()
                        .map(value -> '"' + Exact.plain(value) + '"')
                        .orElse("null") + '}';
    }

    @Override
    public String basis(Basis basis) {
        return "{\"portfolio_version\":" + basis.portfolioVersion() + '}';
    }

    @Override
    public String valuation(LiveBooks books, PortfolioValue whole, Basis basis) {
        return valuation(books, whole, '"' + StateHash.of(whole) + '"');
    }

    @Override
    public String part(LiveBooks books, PortfolioValue some, Basis basis) {
        return valuation(books, some, "null");
    }

    private String valuation(LiveBooks books, PortfolioValue whole, String stateHash) {
        return whole.positions().stream()
                .map(each -> position(books, whole, each))
                .collect(Collectors.joining(",", "{\"positions\":[", "],\"state_hash\":" + stateHash + "}"));
    }
}
