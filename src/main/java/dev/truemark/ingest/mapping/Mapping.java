package dev.truemark.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.platform.problem.FieldError;
import dev.truemark.platform.problem.FieldErrors;
import dev.truemark.platform.problem.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Turns the rows of somebody else's file into transactions as we are told them. Nothing is guessed. */
public final class Mapping {
    private final Map<String, String> columns;
    private final Set<String> ignored;
    private final Map<String, Map<String, String>> values;
    private final Map<String, String> defaults;
    private final Optional<TheirDates> dates;
    private final TheirNumbers numbers;
    private final Set<String> unsigned;
    private final Optional<MappingFields.TypeBySign> typeBySign;
    private final MappingFields told;

    private Mapping(MappingFields told) {
        this.told = told;
        columns = Objects.requireNonNullElse(told.columns(), Map.of());
        ignored = Set.copyOf(Objects.requireNonNullElse(told.ignoredColumns(), List.of()));
        values = Objects.requireNonNullElse(told.values(), Map.of());
        defaults = Objects.requireNonNullElse(told.defaults(), Map.of());
        ZoneId zone = ZoneId.of(Objects.requireNonNullElse(told.timeZone(), "UTC"));
        Locale locale = Locale.forLanguageTag(Objects.requireNonNullElse(told.locale(), "en"));
        dates = Optional.ofNullable(told.dateFormat()).flatMap(pattern -> TheirDates.of(pattern, locale, zone));
        numbers = new TheirNumbers(
                Objects.requireNonNullElse(told.decimalSeparator(), ".").charAt(0),
                Optional.ofNullable(told.groupingSeparator()).map(g -> g.charAt(0)));
        unsigned = Set.copyOf(Objects.requireNonNullElse(told.unsigned(), List.of()));
        typeBySign = Optional.ofNullable(told.typeBySign());
    }

    /** @throws ProblemException 422 naming all that is wrong */
    public static Mapping of(MappingFields told) {
        new MappingCheck(told).throwIfWrong();
        return new Mapping(told);
    }

    /** A row as a transaction, or what is wrong with it; fields are named as in the file. */
    public record MappedRow(ObjectNode item, List<FieldError> errors) {
        public MappedRow {
            errors = List.copyOf(errors);
        }
    }

    /** Between the cells of a row. */
    public char separator() {
        return Objects.requireNonNullElse(told.separator(), ",").charAt(0);
    }

    /** The file in UTF-8, from its header row on. */
    public byte[] text(byte[] body) {
        Charset charset = told.charset() == null ? StandardCharsets.UTF_8 : Charset.forName(told.charset());
        int skip = Objects.requireNonNullElse(told.skipLines(), 0);
        if (skip == 0 && charset.equals(StandardCharsets.UTF_8)) return body;
        String text = new String(body, charset);
        int from = 0;
        for (int line = 0; line < skip; line++) {
            int end = text.indexOf('\n', from);
            if (end < 0) return new byte[0];
            from = end + 1;
        }
        return text.substring(from).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Whether the columns of a file fit.
     *
     * @throws ProblemException 422 for a column that is unknown, one that the mapping names and the file has not, and a field
     *     that is needed and comes from nowhere
     */
    public void checkHeader(List<String> header) {
        FieldErrors errors = new FieldErrors();
        Set<String> told = new HashSet<>(defaults.keySet());
        for (String column : header) {
            Optional<String> field = fieldOf(column);
            errors.require(
                    field.isPresent() || ignored.contains(column),
                    "header." + column,
                    "UNKNOWN_COLUMN",
                    "Name it in columns, or in ignored_columns.");
            field.ifPresent(told::add);
        }
        for (String column : columns.keySet()) {
            errors.require(
                    header.contains(column),
                    "header." + column,
                    "COLUMN_NOT_IN_FILE",
                    "The mapping names a column that the file has not.");
        }
        for (List<String> oneOf : OurFields.NEEDED) needed(errors, told, oneOf);
        if (typeBySign.isEmpty()) needed(errors, told, List.of(OurFields.TYPE));
        errors.throwIfAny();
    }

    private static void needed(FieldErrors errors, Set<String> told, List<String> oneOf) {
        errors.require(
                oneOf.stream().anyMatch(told::contains),
                "columns",
                "MISSING_FIELD",
                "Map a column to " + String.join(" or ", oneOf) + ", or give it a default.");
    }

    /** Our field, by the mapping or because the column has its name; empty for one that is ignored or unknown. */
    private Optional<String> fieldOf(String column) {
        String mapped = columns.get(column);
        if (mapped != null) return Optional.of(mapped);
        return OurFields.has(column) && !ignored.contains(column) ? Optional.of(column) : Optional.empty();
    }

    /** Each row in turn; one without an id gets that of what it says and of how often the file has said it. */
    public List<MappedRow> rows(List<? extends JsonNode> rows) {
        RowIds ids = new RowIds();
        List<MappedRow> mapped = new ArrayList<>(rows.size());
        for (JsonNode row : rows) {
            mapped.add(
                    row instanceof ObjectNode object
                            ? row(object, ids)
                            : new MappedRow(
                                    JsonNodeFactory.instance.objectNode(),
                                    List.of(new FieldError("", "WRONG_TYPE", "A JSON object is needed here."))));
        }
        return mapped;
    }

    private MappedRow row(ObjectNode row, RowIds ids) {
        String id = ids.next(row);
        List<FieldError> errors = new ArrayList<>();
        Map<String, JsonNode> read = new LinkedHashMap<>();
        row.properties()
                .forEach(cell -> fieldOf(cell.getKey())
                        .ifPresentOrElse(
                                field -> cell(cell.getKey(), field, cell.getValue(), errors)
                                        .ifPresent(value -> read.put(field, value)),
                                () -> unknown(cell.getKey(), errors)));
        defaults.forEach((field, value) -> read.putIfAbsent(field, JsonNodeFactory.instance.textNode(value)));
        typeBySign.filter(by -> !read.containsKey(OurFields.TYPE)).ifPresent(by -> type(by, read));
        for (String field : unsigned) {
            JsonNode value = read.get(field);
            if (value != null && value.asText().startsWith("-")) {
                read.put(field, JsonNodeFactory.instance.textNode(value.asText().substring(1)));
            }
        }
        read.putIfAbsent(OurFields.ID, JsonNodeFactory.instance.textNode(id));
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.setAll(read);
        return new MappedRow(item, errors);
    }

    private void unknown(String column, List<FieldError> errors) {
        if (!ignored.contains(column)) {
            errors.add(new FieldError(column, "UNKNOWN_COLUMN", "Name it in columns, or in ignored_columns."));
        }
    }

    private static void type(MappingFields.TypeBySign by, Map<String, JsonNode> read) {
        JsonNode value = read.get(by.field());
        if (value == null) return;
        String type = value.asText().startsWith("-") ? by.negative() : by.positive();
        read.put(OurFields.TYPE, JsonNodeFactory.instance.textNode(type));
    }

    /** Empty for an empty cell, and for one that is refused. */
    private Optional<JsonNode> cell(String column, String field, JsonNode value, List<FieldError> errors) {
        if (value.isNull()) return Optional.empty();
        if (!value.isTextual()) return Optional.of(value);
        String text = value.textValue().strip();
        if (text.isEmpty()) return Optional.empty();
        String ours = values.getOrDefault(field, Map.of()).getOrDefault(text, text);
        if (OurFields.DECIMALS.contains(field)) return number(column, ours, errors);
        if (OurFields.DATES.contains(field) && dates.isPresent()) {
            Optional<String> date = dates.get().read(ours);
            if (date.isEmpty()) {
                errors.add(new FieldError(
                        column, "WRONG_FORMAT", "A date in the form " + told.dateFormat() + " is needed here."));
            }
            return date.map(JsonNodeFactory.instance::textNode);
        }
        return Optional.of(JsonNodeFactory.instance.textNode(ours));
    }

    private Optional<JsonNode> number(String column, String text, List<FieldError> errors) {
        TheirNumbers.Read read = numbers.read(column, text);
        read.error().ifPresent(errors::add);
        return read.error().isPresent()
                ? Optional.empty()
                : Optional.of(JsonNodeFactory.instance.textNode(read.number()));
    }
}
