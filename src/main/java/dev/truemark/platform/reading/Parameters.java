package dev.truemark.platform.reading;

import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Query parameters as values; what cannot be read is 400, naming the parameter. */
public final class Parameters {
    private Parameters() {}

    /** ISO 8601 date; empty where the parameter is not given. */
    public static Optional<LocalDate> date(String name, String text) {
        return read(name, text, LocalDate::parse, "a date such as 2025-07-20");
    }

    /** ISO 8601 instant with an offset; empty where the parameter is not given. A space stands for an unescaped plus. */
    public static Optional<Instant> instant(String name, String text) {
        return read(
                name,
                text,
                given -> OffsetDateTime.parse(given.replace(' ', '+')).toInstant(),
                "an instant such as 2025-07-20T10:15:30Z");
    }

    /** A constant of {@code type}, in any case. */
    public static <E extends Enum<E>> Optional<E> constant(String name, String text, Class<E> type) {
        return read(
                name,
                text,
                given -> Enum.valueOf(type, given.toUpperCase(Locale.ROOT)),
                "one of the documented values");
    }

    /** Text as given; empty where the parameter is not given. */
    public static Optional<String> text(String name, String text) {
        if (text != null && text.indexOf('\0') >= 0) throw bad(name, "text without NUL characters");
        return Optional.ofNullable(text).filter(given -> !given.isEmpty());
    }

    /** 400 that says what is wrong with a parameter. */
    public static ProblemException bad(String name, String expected) {
        return new ProblemException(CommonProblems.BAD_REQUEST, "The parameter " + name + " must be " + expected + ".");
    }

    private static <T> Optional<T> read(String name, String text, Function<String, T> reader, String expected) {
        if (text == null || text.isEmpty()) return Optional.empty();
        try {
            return Optional.of(reader.apply(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw bad(name, expected).causedBy(e);
        }
    }
}
