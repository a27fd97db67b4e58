package dev.truemark.ingest.mapping;

import dev.truemark.platform.problem.FieldError;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decimals as another writes them. Nothing is guessed: a separator that may mean either is refused. */
final class TheirNumbers {
    private static final Pattern PLAIN = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");
    private static final int MAX_CHARS = 64;

    private final char decimal;
    private final Optional<Character> grouping;

    /** @param grouping other than {@code decimal} */
    TheirNumbers(char decimal, Optional<Character> grouping) {
        this.decimal = decimal;
        this.grouping = grouping;
    }

    /** A number as we write it, or why it is none. */
    record Read(String number, Optional<FieldError> error) {
        static Read of(String number) {
            return new Read(number, Optional.empty());
        }

        static Read refused(String column, String code, String message) {
            return new Read("", Optional.of(new FieldError(column, code, message)));
        }
    }

    /** A minus may stand before or behind, or be parentheses around it. */
    Read read(String column, String text) {
        if (text.length() > MAX_CHARS) {
            return Read.refused(column, "NUMBER_TOO_LONG", "A number may be written with 64 characters at most.");
        }
        String digits =
                text.strip().replace('\u2212', '-').replace('\u00a0', ' ').replace('\u202f', ' ');
        boolean minus = false;
        if (digits.startsWith("(") && digits.endsWith(")")) {
            minus = true;
            digits = digits.substring(1, digits.length() - 1);
        } else if (digits.endsWith("-")) {
            minus = true;
            digits = digits.substring(0, digits.length() - 1);
        }
        Optional<FieldError> ambiguous = ambiguity(column, digits);
        if (ambiguous.isPresent()) return new Read("", ambiguous);
        String ungrouped = grouping.map(g -> String.valueOf((char) g)).isPresent()
                ? digits.replace(String.valueOf((char) grouping.get()), "")
                : digits;
        String plain = ungrouped.replace(decimal, '.').strip();
        if (!PLAIN.matcher(plain).matches() || minus && (plain.startsWith("-") || plain.startsWith("+"))) {
            return Read.refused(
                    column, "NOT_A_NUMBER", "The value is not a decimal number in the form of the mapping.");
        }
        return Read.of(minus ? "-" + plain : plain);
    }

    private Optional<FieldError> ambiguity(String column, String digits) {
        char other = decimal == '.' ? ',' : '.';
        boolean isGrouping = grouping.isPresent() && grouping.get() == other;
        if (digits.indexOf(other) >= 0 && !isGrouping) {
            return error(
                    column,
                    "The mapping says that '" + decimal + "' is the decimal separator and names '" + other
                            + "' for nothing; name it as grouping_separator, or turn them.");
        }
        if (digits.indexOf(decimal) != digits.lastIndexOf(decimal)) {
            return error(column, "There are two decimal separators in it.");
        }
        return grouping.isPresent() && digits.indexOf(grouping.get()) >= 0 && !groupedByThrees(digits)
                ? error(column, "The grouping separator does not part thousands.")
                : Optional.empty();
    }

    private boolean groupedByThrees(String digits) {
        int point = digits.indexOf(decimal);
        String whole = point < 0 ? digits : digits.substring(0, point);
        if (point >= 0 && digits.indexOf(grouping.get(), point) >= 0) return false;
        String unsigned = whole.startsWith("-") || whole.startsWith("+") ? whole.substring(1) : whole;
        String[] groups = unsigned.split(Pattern.quote(String.valueOf((char) grouping.get())), -1);
        for (int i = 0; i < groups.length; i++) {
            int length = groups[i].length();
            boolean fits = i == 0 ? length >= 1 && length <= 3 : length == 3;
            if (!fits) return false;
        }
        return true;
    }

    private static Optional<FieldError> error(String column, String message) {
        return Optional.of(new FieldError(column, "AMBIGUOUS_DECIMAL", message));
    }
}
