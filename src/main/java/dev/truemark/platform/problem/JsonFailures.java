package dev.truemark.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Explains why a JSON body was refused: its form (400), or a field of it (422). */
final class JsonFailures {
    private JsonFailures() {}

    /** False for what fails while an answer is written, or for a type that cannot be mapped at all: our fault. */
    static boolean isOfTheRequest(JacksonException e) {
        boolean writing = e.getProcessor() instanceof JsonGenerator;
        return !writing && !(e instanceof InvalidDefinitionException);
    }

    static ProblemException problemOf(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return invalid(unknown, "UNKNOWN_FIELD", "There is no such field." + known(unknown.getKnownPropertyIds()));
        }
        if (e instanceof RefusedValue refused) {
            return invalid(refused, refused.code(), refused.getOriginalMessage());
        }
        if (e instanceof ValueInstantiationException made && made.getCause() instanceof IllegalArgumentException why) {
            return invalid(made, "INVALID", why.getMessage());
        }
        if (e instanceof InvalidFormatException form) {
            return invalid(form, "WRONG_FORMAT", "The value is not " + nameOf(form.getTargetType()) + ".");
        }
        if (e instanceof MismatchedInputException more
                && more.getOriginalMessage().startsWith("Trailing token")) {
            return malformed(e);
        }
        if (e instanceof MismatchedInputException type) {
            if (type.getOriginalMessage().startsWith("Cannot map `null`")) {
                return invalid(type, "REQUIRED", "A value is needed.");
            }
            return invalid(type, "WRONG_TYPE", "The value must be " + nameOf(type.getTargetType()) + ".");
        }
        return malformed(e);
    }

    private static ProblemException malformed(JacksonException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " near line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new ProblemException(CommonProblems.MALFORMED_JSON, "The body cannot be read as JSON" + where + ".");
    }

    private static ProblemException invalid(JsonMappingException e, String code, String message) {
        return ProblemException.invalid(List.of(new FieldError(pathOf(e), code, message)));
    }

    private static String known(Collection<Object> ids) {
        if (ids == null || ids.isEmpty() || ids.size() > 40) {
            return "";
        }
        return " Known here: "
                + String.join(", ", ids.stream().map(Object::toString).sorted().toList()) + ".";
    }

    /** {@code transactions[3].price}; empty for the body itself. */
    private static String pathOf(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static String nameOf(Class<?> target) {
        if (target == null) {
            return "of the right type";
        }
        if (target.isEnum()) {
            return "one of " + String.join(", ", enumNames(target));
        }
        if (Collection.class.isAssignableFrom(target) || target.isArray()) {
            return "a list";
        }
        return switch (target.getSimpleName()) {
            case "String" -> "text";
            case "BigDecimal", "Double", "double" -> "a number";
            case "Integer", "int", "Long", "long", "BigInteger" -> "a whole number";
            case "Boolean", "boolean" -> "true or false";
            case "LocalDate" -> "a date such as 2025-07-20";
            case "Instant", "OffsetDateTime" -> "an instant such as 2025-07-20T09:30:00Z";
            case "UUID" -> "a UUID";
            case "Duration" -> "an ISO 8601 duration such as PT30M";
            default -> "a JSON object";
        };
    }

    private static List<String> enumNames(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(each -> ((Enum<?>) each).name())
                .toList();
    }
}
