package dev.truemark.platform.problem;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a query parameter that the matched resource method does not declare, by {@code @RestQuery},
 * {@code @QueryParam}, or a bean's fields; so that a misspelt filter is never silently ignored.
 */
public class UnknownParameters {
    /** One entry per resource method, so bounded by the code. An empty value: the method cannot be inspected. */
    private final Map<Method, Optional<Set<String>>> declared = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check(ResourceInfo resource, UriInfo uri) {
        Set<String> given = uri.getQueryParameters().keySet();
        if (given.isEmpty() || resource.getResourceMethod() == null) {
            return;
        }
        Optional<Set<String>> names =
                declared.computeIfAbsent(resource.getResourceMethod(), UnknownParameters::declaredBy);
        if (names.isEmpty() || names.get().containsAll(given)) {
            return;
        }
        Set<String> unknown = new TreeSet<>(given);
        unknown.removeAll(names.get());
        String known = names.get().isEmpty() ? "none" : String.join(", ", new TreeSet<>(names.get()));
        throw new ProblemException(
                CommonProblems.UNKNOWN_PARAMETER,
                "Not a parameter here: " + String.join(", ", unknown) + ". Known: " + known + ".");
    }

    static Optional<Set<String>> declaredBy(Method method) {
        Set<String> names = new HashSet<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                if (!addFields(parameter.getType(), names)) {
                    return Optional.empty();
                }
            } else {
                nameOf(parameter, parameter.getName()).ifPresent(names::add);
            }
        }
        return Optional.of(Set.copyOf(names));
    }

    /** False where no field can be seen, as in a native executable that did not register the class. */
    private static boolean addFields(Class<?> bean, Set<String> names) {
        boolean any = false;
        for (Class<?> each = bean; each != null && each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                any = true;
                nameOf(field, field.getName()).ifPresent(names::add);
                if (field.isAnnotationPresent(BeanParam.class) && !addFields(field.getType(), names)) {
                    return false;
                }
            }
        }
        return any;
    }

    private static Optional<String> nameOf(AnnotatedElement element, String javaName) {
        QueryParam standard = element.getAnnotation(QueryParam.class);
        if (standard != null) {
            return Optional.of(standard.value());
        }
        RestQuery rest = element.getAnnotation(RestQuery.class);
        return Optional.ofNullable(rest).map(query -> query.value().isEmpty() ? javaName : query.value());
    }
}
