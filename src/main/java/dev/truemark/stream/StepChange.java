package dev.truemark.stream;

import dev.truemark.core.market.Price;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.ValuationTerms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What differs from one step to the next.
 *
 * @param positions those that are others, and those that are gone with quantity zero
 * @param cash      balances that are others, and those that are gone as zero
 */
record StepChange(Cause cause, List<PositionValue> positions, List<CashValue> cash) {

    static StepChange between(Step before, Step after) {
        Map<String, PositionValue> gone = new LinkedHashMap<>();
        before.value().positions().forEach(each -> gone.put(each.holding().securityId(), each));
        Set<String> repriced = new LinkedHashSet<>();
        Set<String> pairs = new LinkedHashSet<>();
        List<PositionValue> positions = new ArrayList<>();
        String base = after.books().baseCurrency();
        for (PositionValue now : after.value().positions()) {
            String id = now.holding().securityId();
            PositionValue was = gone.remove(id);
            if (was != null && was.equals(now) && isCalledTheSame(id, before, after)) continue;
            positions.add(now);
            if (was == null) continue;
            if (!was.rate().equals(now.rate())) pairs.add(now.holding().currency() + "/" + base);
            if (!was.price().equals(now.price())) repriced.add(id);
        }
        gone.values().forEach(each -> positions.add(closed(each, after)));
        List<CashValue> cash = cash(before, after, pairs);
        return new StepChange(causeOf(after, repriced, pairs, positions), positions, cash);
    }

    boolean isNothing() {
        return positions.isEmpty() && cash.isEmpty();
    }

    private static boolean isCalledTheSame(String id, Step before, Step after) {
        return before.books().labelOf(id).equals(after.books().labelOf(id));
    }

    private static List<CashValue> cash(Step before, Step after, Set<String> pairs) {
        Map<String, CashValue> gone = new LinkedHashMap<>();
        before.value().cash().forEach(each -> gone.put(each.cash().currency(), each));
        List<CashValue> changed = new ArrayList<>();
        for (CashValue now : after.value().cash()) {
            String currency = now.cash().currency();
            CashValue was = gone.remove(currency);
            if (now.equals(was)) continue;
            changed.add(now);
            if (was != null && !was.rate().equals(now.rate())) {
                pairs.add(currency + "/" + after.books().baseCurrency());
            }
        }
        ValuationTerms terms = after.books().terms(after.basis().evaluatedAt());
        gone.values()
                .forEach(each -> changed.add(CashValue.of(Closing.of(each.cash()), (from, to) -> each.rate(), terms)));
        return changed;
    }

    /** What is left of a position that was closed, at the price and the rate that it had last. */
    private static PositionValue closed(PositionValue gone, Step after) {
        ValuationTerms terms = after.books().terms(after.basis().evaluatedAt());
        return PositionValue.of(
                Closing.of(gone.holding()),
                gone.price(),
                (from, to) -> to.equals(terms.baseCurrency()) ? gone.rate() : gone.priceRate(),
                terms);
    }

    /** The strongest: what was booked, else the rates that moved, else the prices. */
    private static Cause causeOf(Step after, Set<String> repriced, Set<String> pairs, List<PositionValue> positions) {
        if (after.facts().isPresent()) return after.facts().get();
        if (!pairs.isEmpty()) return Cause.of(Cause.Type.FX, pairs);
        if (!repriced.isEmpty()) return Cause.of(Cause.Type.PRICE, repriced);
        return Cause.of(
                Cause.Type.PRICE,
                positions.stream()
                        .filter(each -> each.price().map(Price::currency).isPresent())
                        .map(each -> each.holding().securityId())
                        .toList());
    }
}
