package dev.truemark;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The core uses itself, the parts of Java that reach nothing outside, and the libraries named for a package of it. */
final class NamedLibraries extends ArchCondition<JavaClass> {
    private static final List<String> JAVA =
            List.of("java.lang", "java.math", "java.time", "java.util", "java.nio.charset", "java.security");
    private static final List<String> REACHES_OUT =
            List.of("java.util.logging", "java.util.prefs", "java.util.zip", "java.util.jar");
    /** Strata's own interfaces speak Joda-Beans and Guava. */
    private static final List<String> STRATA = List.of("com.opengamma.strata", "org.joda.beans", "com.google.common");

    private static final Map<String, List<String>> NAMED = Map.of("bond", STRATA, "time", STRATA);

    private final String core;

    NamedLibraries(String root) {
        super("use Java and the libraries named for it only");
        this.core = root + ".core";
    }

    @Override
    public void check(JavaClass origin, ConditionEvents events) {
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (!target.isPrimitive() && !mayUse(origin, target.getPackageName())) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }

    private boolean mayUse(JavaClass origin, String used) {
        List<String> named = NAMED.entrySet().stream()
                .filter(entry -> isIn(origin.getPackageName(), core + "." + entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        boolean known =
                Stream.of(List.of(core), JAVA, named).flatMap(List::stream).anyMatch(p -> isIn(used, p));
        return known && REACHES_OUT.stream().noneMatch(p -> isIn(used, p));
    }

    private static boolean isIn(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }
}
