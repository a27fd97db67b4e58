package dev.truemark.platform.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a request, so that the client hears of everything at once. */
public final class FieldErrors {
    private final List<FieldError> errors = new ArrayList<>();

    /** Notes an error whenever {@code holds} is false. */
    public FieldErrors require(boolean holds, String field, String code, String message) {
        return holds ? this : add(field, code, message);
    }

    public FieldErrors add(String field, String code, String message) {
        errors.add(new FieldError(field, code, message));
        return this;
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    public List<FieldError> list() {
        return List.copyOf(errors);
    }

    /** @throws ProblemException {@link CommonProblems#VALIDATION_FAILED} naming every error, if there is any */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
