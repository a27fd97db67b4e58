package dev.truemark.performance;

import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.FieldErrors;
import dev.truemark.platform.problem.ProblemException;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** What every calculator asks of its input. */
public final class Given {
    private Given() {}

    /** @throws ProblemException 400 for an empty body or {@code null} */
    public static <T> T body(T request) {
        if (request == null) throw new ProblemException(CommonProblems.MALFORMED_JSON, "A JSON object is needed.");
        return request;
    }

    /** A list that must be there, of {@code most} items at most, none of them null; each then goes to {@code check}. */
    public static <T> void list(FieldErrors errors, String field, List<T> list, int most, ObjIntConsumer<T> check) {
        if (list == null) {
            errors.add(field, "REQUIRED", "A list is needed.");
        } else if (list.size() > most) {
            errors.add(field, "TOO_MANY", "There may be " + most + " at most.");
        } else {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) == null) {
                    errors.add(field + "[" + i + "]", "REQUIRED", "A value is needed.");
                } else {
                    check.accept(list.get(i), i);
                }
            }
        }
    }

    public static void required(FieldErrors errors, Object value, String field) {
        errors.require(value != null, field, "REQUIRED", "A value is needed.");
    }

    /** An instant is given only where flows are cut at theirs, and a date only elsewhere. */
    static void absent(FieldErrors errors, Object value, String field) {
        errors.require(value == null, field, "UNEXPECTED", "TWR_AT_FLOWS takes times, all others take dates.");
    }
}
