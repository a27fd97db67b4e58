package dev.truemark.performance;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts figures on the wire: null where one is undefined, and why by its name. */
public final class Reasons {
    private final Map<String, Undefined> reasons = new LinkedHashMap<>();

    /** The value, or null with the reason kept under {@code name}. */
    public Double value(String name, Statistic figure) {
        figure.reason().ifPresent(why -> reasons.put(name, why));
        return figure.toOptional().orElse(null);
    }

    /** Keeps a reason, if there is one. */
    public void note(String name, Optional<Undefined> reason) {
        reason.ifPresent(why -> reasons.put(name, why));
    }

    /** By name, in the order in which the figures were put. */
    public Map<String, Undefined> all() {
        return Collections.unmodifiableMap(reasons);
    }
}
