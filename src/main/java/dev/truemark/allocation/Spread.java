package dev.truemark.allocation;

import dev.truemark.core.allocation.Allocation;
import dev.truemark.core.allocation.CashLine;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A valued portfolio and what is known of its instruments, as an allocation takes it. */
final class Spread {
    private Spread() {}

    static List<String> securities(PortfolioValue value) {
        return value.positions().stream()
                .filter(each -> each.holding().isOpen())
                .map(each -> each.holding().securityId())
                .distinct()
                .toList();
    }

    /** A security whose currency was not told is in that of its position. */
    static Allocation.Held of(PortfolioValue value, KnownInstruments.Known known) {
        Map<String, Map<String, String>> attributes = new HashMap<>();
        known.instruments().forEach((id, each) -> attributes.put(id, Attribute.of(each)));
        Map<String, BaseAmount> positions = new HashMap<>();
        for (PositionValue each : value.positions()) {
            if (!each.holding().isOpen()) continue;
            String security = each.holding().securityId();
            positions.merge(security, each.marketValueBase(), BaseAmount::plus);
            attributes
                    .computeIfAbsent(security, none -> new HashMap<>())
                    .putIfAbsent(Attribute.CURRENCY.word(), each.holding().currency());
        }
        List<CashLine> cash = value.cash().stream()
                .map(each -> new CashLine(each.cash().currency(), each.balanceBase()))
                .toList();
        return new Allocation.Held(positions, cash, attributes, known.constituents());
    }
}
