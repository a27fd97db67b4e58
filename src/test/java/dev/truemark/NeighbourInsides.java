package dev.truemark;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** A class uses the insides of its own package only. */
final class NeighbourInsides extends ArchCondition<JavaClass> {
    private final DescribedPredicate<JavaClass> inside;

    NeighbourInsides(DescribedPredicate<JavaClass> inside) {
        super("use no classes of another package that " + inside.getDescription());
        this.inside = inside;
    }

    @Override
    public void check(JavaClass origin, ConditionEvents events) {
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (inside.test(target) && !target.getPackageName().equals(origin.getPackageName())) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }
}
