package dev.truemark;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A package of the core uses only those that its table allows, and every one is in the table. */
final class CoreOrder extends ArchCondition<JavaClass> {
    private static final Set<String> TERMS = Set.of("money", "time", "instrument");
    private static final Set<String> VALUES =
            Set.of("figure", "money", "time", "instrument", "ledger", "market", "bond", "valuation");
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("figure", Set.of()),
            Map.entry("money", Set.of()),
            Map.entry("time", Set.of("money")),
            Map.entry("instrument", Set.of("money", "time")),
            Map.entry("ledger", TERMS),
            Map.entry("market", TERMS),
            Map.entry("valuation", Set.of("money", "time", "instrument", "ledger", "market", "bond")),
            Map.entry("allocation", Set.of("figure", "money", "instrument")),
            Map.entry("performance", VALUES),
            Map.entry("rebalance", VALUES),
            Map.entry(
                    "backtest",
                    Set.of("figure", "money", "time", "instrument", "ledger", "market", "valuation", "performance")),
            Map.entry("day", Set.of("figure", "money", "ledger", "market", "valuation", "performance", "risk")),
            Map.entry("reconcile", Set.of("money", "ledger")),
            Map.entry("risk", Set.of("figure", "money", "time")),
            Map.entry("bond", Set.of("figure", "money", "time", "instrument")),
            Map.entry(
                    "explain",
                    Set.of(
                            "figure",
                            "money",
                            "time",
                            "instrument",
                            "ledger",
                            "market",
                            "valuation",
                            "performance",
                            "rebalance",
                            "risk",
                            "bond")));

    private final String core;

    CoreOrder(String root) {
        super("use earlier packages of the core only");
        this.core = root + ".core.";
    }

    @Override
    public void check(JavaClass origin, ConditionEvents events) {
        String from = part(origin).orElse("");
        Set<String> allowed = MAY_USE.get(from);
        if (allowed == null) {
            events.add(SimpleConditionEvent.violated(origin, origin.getName() + " is in no known package of the core"));
            return;
        }
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
            Optional<String> to = part(dependency.getTargetClass());
            if (to.isPresent() && !to.get().equals(from) && !allowed.contains(to.get())) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }

    private Optional<String> part(JavaClass c) {
        String name = c.getBaseComponentType().getPackageName();
        return name.startsWith(core) ? Optional.of(name.substring(core.length()).split("\\.")[0]) : Optional.empty();
    }
}
