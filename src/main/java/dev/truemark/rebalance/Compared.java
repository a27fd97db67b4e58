package dev.truemark.rebalance;

import dev.truemark.allocation.Attribute;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.rebalance.Line;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.market.Instrument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holdings and the lines of targets that they belong to: first those that have a target, in their order, then those that
 * are held without one. What lacks the attribute of the targets is in a line of no name.
 */
record Compared(List<Row> rows, List<Member> members) {
    /**
     * A line.
     *
     * @param name     empty where the attribute was not told
     * @param targeted whether a target names it
     */
    record Row(Optional<String> name, Line line, boolean targeted) {}

    /**
     * What is held of a security, or may be bought.
     *
     * @param name  of its line
     * @param value in base currency
     */
    record Held(String securityId, Optional<String> name, BigDecimal quantity, BaseAmount value) {}

    /** A security of a line; of one that is not held there is nothing. */
    record Member(Held held, int row) {
        String securityId() {
            return held.securityId();
        }
    }

    /** Positions by what {@code targets} are of; one whose currency was not told is of that which it is held in. */
    static List<Held> held(List<PositionValue> positions, TargetsGiven targets, Map<String, Instrument> instruments) {
        Attribute attribute = targets.attribute().orElseThrow();
        return positions.stream()
                .filter(each -> each.holding().isOpen())
                .map(each -> new Held(
                        each.holding().securityId(),
                        name(each, attribute, instruments),
                        each.holding().quantity(),
                        each.marketValueBase()))
                .toList();
    }

    private static Optional<String> name(
            PositionValue position, Attribute attribute, Map<String, Instrument> instruments) {
        String security = position.holding().securityId();
        if (attribute == Attribute.SECURITY) return Optional.of(security);
        Optional<String> told = Optional.ofNullable(instruments.get(security)).flatMap(attribute::in);
        return attribute == Attribute.CURRENCY
                ? told.or(() -> Optional.of(position.holding().currency()))
                : told;
    }

    static Compared of(List<Held> all, TargetsGiven targets) {
        List<Row> rows = new ArrayList<>();
        Map<Optional<String>, Integer> numbers = new HashMap<>();
        for (TargetsGiven.TargetGiven each : targets.targets()) {
            numbers.put(Optional.of(targets.nameOf(each)), rows.size());
            rows.add(new Row(Optional.of(targets.nameOf(each)), targets.lineOf(each), true));
        }
        List<Member> members = new ArrayList<>();
        Set<String> there = new HashSet<>();
        Set<Integer> served = new HashSet<>();
        for (Held each : all) {
            int row = numbers.computeIfAbsent(each.name(), name -> {
                rows.add(new Row(name, targets.untargeted(name.orElse("")), false));
                return rows.size() - 1;
            });
            members.add(new Member(each, row));
            there.add(each.securityId());
            served.add(row);
        }
        for (int row = 0; row < targets.targets().size(); row++) {
            String buy = targets.targets().get(row).securityId();
            if (buy == null || served.contains(row) || !there.add(buy)) continue;
            Held none = new Held(buy, rows.get(row).name(), BigDecimal.ZERO, BaseAmount.ZERO);
            members.add(new Member(none, row));
        }
        return new Compared(List.copyOf(rows), List.copyOf(members));
    }

    /** What the members of each line are worth. */
    List<BaseAmount> values() {
        List<BaseAmount> values = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) values.add(BaseAmount.ZERO);
        for (Member each : members) {
            values.set(each.row(), values.get(each.row()).plus(each.held().value()));
        }
        return values;
    }
}
