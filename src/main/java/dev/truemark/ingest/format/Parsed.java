package dev.truemark.ingest.format;

import dev.truemark.platform.problem.FieldError;
import java.util.List;

/** What reading a fact gave: the fact, or everything that is wrong with its form. */
public sealed interface Parsed<T> {

    record Ok<T>(T value) implements Parsed<T> {}

    /** @param errors at least one, fields named as the sender wrote them */
    record Refused<T>(List<FieldError> errors) implements Parsed<T> {
        public Refused {
            errors = List.copyOf(errors);
        }

        /** All errors on one line, for a dead letter. */
        public String reason() {
            StringBuilder line = new StringBuilder();
            for (FieldError e : errors) {
                line.append(line.isEmpty() ? "" : "; ")
                        .append(e.field())
                        .append(' ')
                        .append(e.code())
                        .append(": ")
                        .append(e.message());
            }
            return line.toString();
        }
    }
}
