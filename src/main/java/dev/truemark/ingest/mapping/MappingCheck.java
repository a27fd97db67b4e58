package dev.truemark.ingest.mapping;

import dev.truemark.core.ledger.TransactionType;
import dev.truemark.platform.problem.FieldErrors;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a mapping as told must be like. */
final class MappingCheck {
    private static final int MAX_ENTRIES = 1000;
    private static final int MAX_SKIPPED_LINES = 100;
    private static final Set<String> GROUPINGS = Set.of(".", ",", " ", "'", "\u2019");
    private static final Set<String> SEPARATORS = Set.of(",", ";", "\t", "|");

    private final MappingFields told;
    private final FieldErrors errors = new FieldErrors();

    MappingCheck(MappingFields told) {
        this.told = told;
    }

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming all that is wrong */
    void throwIfWrong() {
        columns();
        fields("defaults", told.defaults());
        if (told.values() != null) {
            told.values().forEach((field, table) -> {
                known("values." + field, field);
                fields(null, table == null ? Map.of() : table);
            });
        }
        if (told.unsigned() != null) {
            for (int i = 0; i < told.unsigned().size(); i++)
                decimal("unsigned[" + i + "]", told.unsigned().get(i));
        }
        typeBySign();
        numbers();
        dates();
        file();
        errors.throwIfAny();
    }

    private void columns() {
        Map<String, String> columnOf = new HashMap<>();
        fields("columns", told.columns());
        if (told.columns() == null) return;
        told.columns().forEach((column, field) -> {
            if (field == null) return;
            known("columns." + column, field);
            String other = columnOf.putIfAbsent(field, column);
            errors.require(
                    other == null, "columns." + column, "DUPLICATE", "The column " + other + " is that field already.");
            errors.require(
                    told.ignoredColumns() == null || !told.ignoredColumns().contains(column),
                    "ignored_columns",
                    "DUPLICATE",
                    "The column " + column + " is mapped too.");
        });
    }

    /** @param keys where the keys are fields of ours, or null where they are values */
    private void fields(String keys, Map<String, String> table) {
        if (table == null) return;
        errors.require(
                table.size() <= MAX_ENTRIES,
                keys == null ? "values" : keys,
                "TOO_MANY",
                "There may be " + MAX_ENTRIES + " entries at most.");
        table.forEach((key, value) -> {
            String at = (keys == null ? "values" : keys) + "." + key;
            errors.require(value != null && !value.isBlank(), at, "REQUIRED", "A value is needed.");
            if ("defaults".equals(keys)) {
                known(at, key);
                errors.require(
                        !OurFields.ID.equals(key), at, "NOT_ALLOWED", "Rows cannot all have the same transaction_id.");
            }
        });
    }

    private void known(String at, String field) {
        errors.require(
                field != null && OurFields.has(field),
                at,
                "UNKNOWN_FIELD",
                "A field of a transaction is needed: " + OurFields.all() + ".");
    }

    private void decimal(String at, String field) {
        errors.require(
                field != null && OurFields.DECIMALS.contains(field),
                at,
                "UNKNOWN_FIELD",
                "A field with a number is needed, such as quantity.");
    }

    private void typeBySign() {
        MappingFields.TypeBySign by = told.typeBySign();
        if (by == null) return;
        decimal("type_by_sign.field", by.field());
        type("type_by_sign.positive", by.positive());
        type("type_by_sign.negative", by.negative());
    }

    private void type(String at, String name) {
        boolean known =
                Arrays.stream(TransactionType.values()).anyMatch(t -> t.name().equals(name));
        errors.require(known, at, "UNKNOWN_VALUE", "It must be one of " + List.of(TransactionType.values()) + ".");
    }

    private void numbers() {
        String decimal = Objects.requireNonNullElse(told.decimalSeparator(), ".");
        errors.require(
                decimal.equals(".") || decimal.equals(","),
                "decimal_separator",
                "UNKNOWN_VALUE",
                "It is a point or a comma.");
        if (told.groupingSeparator() == null) return;
        errors.require(
                GROUPINGS.contains(told.groupingSeparator()),
                "grouping_separator",
                "UNKNOWN_VALUE",
                "It is a point, a comma, a space or an apostrophe.");
        errors.require(
                !told.groupingSeparator().equals(decimal),
                "grouping_separator",
                "AMBIGUOUS_DECIMAL",
                "It cannot be the decimal separator too.");
    }

    private void dates() {
        ZoneId zone = ZoneId.of("UTC");
        try {
            if (told.timeZone() != null) zone = ZoneId.of(told.timeZone());
        } catch (DateTimeException unknown) {
            errors.add("time_zone", "UNKNOWN_VALUE", "A time zone is one of the tz database, such as Europe/Berlin.");
        }
        if (told.dateFormat() == null) return;
        Locale locale = Locale.forLanguageTag(Objects.requireNonNullElse(told.locale(), "en"));
        errors.require(
                TheirDates.of(told.dateFormat(), locale, zone).isPresent(),
                "date_format",
                "WRONG_FORMAT",
                "A pattern of year, month and day is needed, such as dd.MM.yyyy or MM/dd/yyyy HH:mm.");
    }

    private void file() {
        errors.require(
                told.separator() == null || SEPARATORS.contains(told.separator()),
                "separator",
                "UNKNOWN_VALUE",
                "It is a comma, a semicolon, a tab or a bar.");
        errors.require(
                told.skipLines() == null || told.skipLines() >= 0 && told.skipLines() <= MAX_SKIPPED_LINES,
                "skip_lines",
                "OUT_OF_RANGE",
                "From 0 to " + MAX_SKIPPED_LINES + ".");
        errors.require(told.charset() == null || isCharset(), "charset", "UNKNOWN_VALUE", "Such as windows-1252.");
    }

    private boolean isCharset() {
        try {
            return Charset.isSupported(told.charset())
                    && Charset.forName(told.charset()).canEncode();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return false;
        }
    }
}
