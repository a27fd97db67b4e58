package dev.truemark.stream;

import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.LineHashes;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.StateHash;
import dev.truemark.core.valuation.ValuationTerms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of everything in one portfolio, in the order of its books, with the hash lines kept beside them. */
final class LiveValues {
    private Map<String, PositionValue> positions = new LinkedHashMap<>();
    private Map<String, CashValue> cash = new LinkedHashMap<>();
    private final LineHashes lines = new LineHashes();
    private long revaluations;

    /** The market as one portfolio sees it at one instant; a rate is looked up once. */
    record Look(PriceBook prices, RateBook rates, ValuationTerms terms) {
        static Look of(MarketView market, LiveBooks books) {
            RateBook rates = market.rates(books.zone());
            Map<String, Rate> known = new HashMap<>();
            return new Look(
                    market.prices(books.zone()),
                    (from, to) -> known.computeIfAbsent(from + '/' + to, pair -> rates.rate(from, to)),
                    books.terms(market.at()));
        }
    }

    PositionValue position(String securityId) {
        return positions.get(securityId);
    }

    CashValue cash(String currency) {
        return cash.get(currency);
    }

    Collection<PositionValue> positions() {
        return positions.values();
    }

    Collection<CashValue> cash() {
        return cash.values();
    }

    long revaluations() {
        return revaluations;
    }

    String hash() {
        return lines.hash();
    }

    PortfolioValue whole() {
        return PortfolioValue.of(List.copyOf(positions.values()), List.copyOf(cash.values()));
    }

    /** Values a held position anew; empty if its figures stay as they were. */
    Optional<PositionValue> revalue(String securityId, Look look) {
        PositionValue old = positions.get(securityId);
        PositionValue now = valued(old.holding(), look);
        return now.equals(old) ? Optional.empty() : Optional.of(put(now));
    }

    /** Values a balance anew; empty if its figures stay as they were. */
    Optional<CashValue> revalueCash(String currency, Look look) {
        CashValue old = cash.get(currency);
        CashValue now = valued(old.cash(), look);
        return now.equals(old) ? Optional.empty() : Optional.of(put(now));
    }

    /** Takes over new holdings, valuing those that differ; returns what changed, closed positions with quantity zero. */
    List<PositionValue> rebook(List<Holding> holdings, Look look) {
        Map<String, PositionValue> old = positions;
        positions = new LinkedHashMap<>();
        List<PositionValue> changed = new ArrayList<>();
        for (Holding each : holdings) {
            PositionValue before = old.remove(each.securityId());
            if (before != null && before.holding().equals(each)) positions.put(each.securityId(), before);
            else changed.add(put(valued(each, look)));
        }
        for (PositionValue gone : old.values()) {
            lines.remove(StateHash.stateLine(gone));
            changed.add(valued(Closing.of(gone.holding()), look));
        }
        return changed;
    }

    /** The same for balances; one that is gone is told as zero. */
    List<CashValue> rebookCash(List<CashHolding> balances, Look look) {
        Map<String, CashValue> old = cash;
        cash = new LinkedHashMap<>();
        List<CashValue> changed = new ArrayList<>();
        for (CashHolding each : balances) {
            CashValue before = old.remove(each.currency());
            if (before != null && before.cash().equals(each)) cash.put(each.currency(), before);
            else changed.add(put(valued(each, look)));
        }
        for (CashValue gone : old.values()) {
            lines.remove(StateHash.stateLine(gone));
            changed.add(valued(Closing.of(gone.cash()), look));
        }
        return changed;
    }

    private PositionValue valued(Holding holding, Look look) {
        revaluations++;
        return PositionValue.of(holding, look.prices(), look.rates(), look.terms());
    }

    private CashValue valued(CashHolding balance, Look look) {
        revaluations++;
        return CashValue.of(balance, look.rates(), look.terms());
    }

    private PositionValue put(PositionValue value) {
        positions.put(value.holding().securityId(), value);
        StateHash.Line line = StateHash.stateLine(value);
        if (value.holding().isOpen()) lines.put(line);
        else lines.remove(line);
        return value;
    }

    private CashValue put(CashValue value) {
        cash.put(value.cash().currency(), value);
        StateHash.Line line = StateHash.stateLine(value);
        if (value.cash().balance().signum() != 0) lines.put(line);
        else lines.remove(line);
        return value;
    }
}
