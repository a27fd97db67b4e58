package dev.truemark.platform.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A refusal on its way to the client; thrown (or a {@code Uni}'s failure) anywhere in the shell, never in the core. */
public final class ProblemException extends RuntimeException {
    private final transient ProblemType type;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    /** @param detail what went wrong this time, for people; no secrets, no SQL */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), Map.of(), null);
    }

    public ProblemException(ProblemType type, String detail, List<FieldError> errors) {
        this(type, detail, errors, Map.of(), null);
    }

    private ProblemException(
            ProblemType type, String detail, List<FieldError> errors, Map<String, String> headers, Throwable cause) {
        super(detail, cause, true, type.status() >= 500);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    /** 422 naming every field that is wrong. */
    public static ProblemException invalid(List<FieldError> errors) {
        String detail = errors.size() == 1 ? "One field is not valid." : errors.size() + " fields are not valid.";
        return new ProblemException(CommonProblems.VALIDATION_FAILED, detail, errors);
    }

    /** 422 for one field. */
    public static ProblemException invalid(String field, String code, String message) {
        return invalid(List.of(new FieldError(field, code, message)));
    }

    /** 404, also for what the caller may not see. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(CommonProblems.NOT_FOUND, detail);
    }

    /** 503 that may be tried again. */
    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return new ProblemException(CommonProblems.UNAVAILABLE, detail).retryAfter(retryAfter);
    }

    /** The same problem with one more header. */
    public ProblemException withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return copy(more, getCause());
    }

    /** The same problem with {@code Retry-After} in whole seconds, at least 1. */
    public ProblemException retryAfter(Duration wait) {
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        return withHeader("Retry-After", Long.toString(seconds));
    }

    /** The same problem with the failure behind it, for the log only. */
    public ProblemException causedBy(Throwable cause) {
        return copy(headers, cause);
    }

    private ProblemException copy(Map<String, String> newHeaders, Throwable newCause) {
        return new ProblemException(type, getMessage(), errors, newHeaders, newCause);
    }

    public ProblemType type() {
        return type;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body of the answer.
     *
     * @param instance path of the request
     */
    public String json(String instance) {
        return ProblemJson.of(this, instance);
    }
}
