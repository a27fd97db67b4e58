package dev.truemark.rebalance;

import dev.truemark.allocation.Attribute;
import dev.truemark.core.rebalance.Line;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.market.Instrument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Positions and the lines of targets that they belong to: first those that have a target, in their order, then those that
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
     * A security of a line.
     *
     * @param position empty where it is not held
     */
    record Member(String securityId, Optional<PositionValue> position, int row) {}

    static Compared of(List<PositionValue> positions, TargetsGiven targets, Map<String, Instrument> instruments) {
        return new Building(targets, instruments).compare(positions);
    }

    private static final class Building {
        private final TargetsGiven targets;
        private final Attribute attribute;
        private final Map<String, Instrument> instruments;
        private final List<Row> rows = new ArrayList<>();
        private final List<Member> members = new ArrayList<>();
        private final Map<Optional<String>, Integer> numbers = new HashMap<>();

        Building(TargetsGiven targets, Map<String, Instrument> instruments) {
            this.targets = targets;
            this.attribute = targets.attribute().orElseThrow();
            this.instruments = instruments;
        }

        Compared compare(List<PositionValue> positions) {
            targets.targets()
                    .forEach(each -> add(new Row(Optional.of(targets.nameOf(each)), targets.lineOf(each), true)));
            boolean[] held = new boolean[rows.size()];
            for (PositionValue each : positions) {
                if (!each.holding().isOpen()) continue;
                int row = rowOf(each);
                if (row < held.length) held[row] = true;
                members.add(new Member(each.holding().securityId(), Optional.of(each), row));
            }
            for (int t = 0; t < held.length; t++) {
                String buy = targets.targets().get(t).securityId();
                if (!held[t] && buy != null && !isHeld(buy)) members.add(new Member(buy, Optional.empty(), t));
            }
            return new Compared(List.copyOf(rows), List.copyOf(members));
        }

        private boolean isHeld(String security) {
            return members.stream().anyMatch(each -> each.securityId().equals(security));
        }

        private int rowOf(PositionValue position) {
            Optional<String> name = nameOf(position);
            Integer known = numbers.get(name);
            return known != null ? known : add(new Row(name, targets.untargeted(name.orElse("")), false));
        }

        private Optional<String> nameOf(PositionValue position) {
            String security = position.holding().securityId();
            if (attribute == Attribute.SECURITY) return Optional.of(security);
            Optional<String> told =
                    Optional.ofNullable(instruments.get(security)).flatMap(attribute::in);
            return attribute == Attribute.CURRENCY
                    ? told.or(() -> Optional.of(position.holding().currency()))
                    : told;
        }

        private int add(Row row) {
            numbers.put(row.name(), rows.size());
            rows.add(row);
            return rows.size() - 1;
        }
    }
}
