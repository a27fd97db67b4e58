package dev.truemark.platform.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** Thrown by a JSON deserializer: this value is refused, and why, as a field error (422) at the parser's place. */
public final class RefusedValue extends MismatchedInputException {
    private final String code;

    /**
     * @param code stable upper-case code of the field error
     * @param message for people, a whole sentence
     */
    public RefusedValue(JsonParser parser, Class<?> target, String code, String message) {
        super(parser, message, target);
        this.code = code;
    }

    String code() {
        return code;
    }
}
