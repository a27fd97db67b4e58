package dev.truemark.core.explain;

import dev.truemark.core.explain.Cause.ChangedFact;
import dev.truemark.core.explain.Cause.Kind;
import dev.truemark.core.money.BaseAmount;
import java.util.ArrayList;
import java.util.List;

/**
 * How a figure came from what it was to what it is. Where both are known, the deltas of the causes add up to the difference
 * exactly.
 *
 * @param name   of the figure on the wire
 * @param unit   a currency or {@code units}
 * @param causes those that changed it, in the order in which they were replaced
 */
public record Change(String name, String unit, BaseAmount from, BaseAmount to, List<Cause> causes) {
    public Change {
        causes = List.copyOf(causes);
    }

    public BaseAmount difference() {
        return to.minus(from);
    }

    /** A fact replaced, and the figure after it. */
    record Step(Kind kind, List<ChangedFact> facts, BaseAmount after) {}

    static Change of(String name, String unit, BaseAmount from, List<Step> steps) {
        BaseAmount to = steps.isEmpty() ? from : steps.getLast().after();
        List<Cause> causes = from.isKnown() && to.isKnown() ? additive(from, steps) : each(from, steps);
        return new Change(name, unit, from, to, causes);
    }

    /** Steps to and from an unknown figure are joined, so that every cause has a delta. */
    private static List<Cause> additive(BaseAmount from, List<Step> steps) {
        List<Cause> causes = new ArrayList<>();
        List<ChangedFact> joint = new ArrayList<>();
        BaseAmount before = from;
        for (Step step : steps) {
            joint.addAll(step.facts());
            if (!step.after().isKnown()) continue;
            Kind kind = joint.size() == step.facts().size() ? step.kind() : Kind.JOINT;
            if (!step.after().equals(before)) causes.add(new Cause(kind, joint, before, step.after()));
            before = step.after();
            joint = new ArrayList<>();
        }
        return causes;
    }

    private static List<Cause> each(BaseAmount from, List<Step> steps) {
        List<Cause> causes = new ArrayList<>();
        BaseAmount before = from;
        for (Step step : steps) {
            if (!step.after().equals(before)) causes.add(new Cause(step.kind(), step.facts(), before, step.after()));
            before = step.after();
        }
        return causes;
    }

    /** The sum of all deltas; unknown where one is. */
    public BaseAmount explained() {
        return causes.stream().map(Cause::delta).reduce(BaseAmount.ZERO, BaseAmount::plus);
    }
}
