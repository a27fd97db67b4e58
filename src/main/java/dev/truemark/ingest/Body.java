package dev.truemark.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.FieldErrors;
import dev.truemark.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes a body apart into items: one JSON object with a list, CSV with a header row (RFC 4180), or NDJSON. */
final class Body {
    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";

    private static final CsvMapper CSV_MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final ObjectMapper json;
    private final int maxItems;
    private final int maxItemChars;

    Body(ObjectMapper json, int maxItems, int maxItemChars) {
        this.json = json;
        this.maxItems = maxItems;
        this.maxItemChars = maxItemChars;
    }

    /**
     * @param list name of the list in a JSON body
     * @throws ProblemException 400 where it cannot be read, 413 where it has too many items, 422 where it has none
     */
    List<JsonNode> items(String list, String mediaType, byte[] body) {
        return table(list, mediaType, body, ',').rows();
    }

    /**
     * The rows of a body.
     *
     * @param header names of the columns of a CSV body; empty of any other, whose rows each name their own
     */
    record Table(List<String> header, List<JsonNode> rows) {}

    /** As {@link #items}, with the header of a CSV body. */
    Table table(String list, String mediaType, byte[] body, char separator) {
        Table table = switch (mediaType) {
            case CSV -> csv(body, separator);
            case NDJSON -> new Table(List.of(), lines(list, body));
            default -> new Table(List.of(), listed(list, object(body)));
        };
        check(list, table.rows(), body);
        return table;
    }

    private void check(String list, List<JsonNode> items, byte[] body) {
        if (items.isEmpty()) throw ProblemException.invalid(list, "EMPTY", "There is no item in it.");
        if (body.length > maxItemChars) boundEach(list, items);
    }

    /** A record of unbounded size would be refused by the broker, long after its form was found good. */
    private void boundEach(String list, List<JsonNode> items) {
        FieldErrors errors = new FieldErrors();
        for (int i = 0; i < items.size(); i++) {
            boolean fits = items.get(i).toString().length() <= maxItemChars;
            errors.require(
                    fits,
                    list.isEmpty() ? "" : list + "[" + i + "]",
                    "TOO_LONG",
                    "An item may have " + maxItemChars + " characters.");
        }
        errors.throwIfAny();
    }

    /** The one item that the body is. */
    ObjectNode item(byte[] body) {
        ObjectNode item = object(body);
        if (body.length > maxItemChars) boundEach("", List.of(item));
        return item;
    }

    private ObjectNode object(byte[] body) {
        JsonNode node = tree(body, "");
        if (node instanceof ObjectNode object) return object;
        throw node == null || node.isMissingNode()
                ? new ProblemException(CommonProblems.MALFORMED_JSON, "The body is empty.")
                : ProblemException.invalid("", "WRONG_TYPE", "The body must be a JSON object.");
    }

    private List<JsonNode> listed(String list, ObjectNode body) {
        FieldErrors errors = new FieldErrors();
        body.fieldNames()
                .forEachRemaining(name -> errors.require(
                        name.equals(list), name, "UNKNOWN_FIELD", "The body has one field here: " + list + "."));
        JsonNode told = body.get(list);
        errors.require(told != null, list, "REQUIRED", "The list is required.");
        errors.require(told == null || told.isArray(), list, "WRONG_TYPE", "A list is needed here.");
        errors.throwIfAny();
        bound(told.size());
        List<JsonNode> items = new ArrayList<>(told.size());
        told.forEach(items::add);
        return items;
    }

    /** A line that says that it is of another kind, as those of an export do, is left for that kind's own intake. */
    private List<JsonNode> lines(String list, byte[] body) {
        List<JsonNode> items = new ArrayList<>();
        int number = 0;
        for (String line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (line.isBlank()) continue;
            JsonNode item = tree(line.getBytes(StandardCharsets.UTF_8), " in line " + number);
            if (IngestKind.isOfAnother(item, list)) continue;
            bound(items.size() + 1);
            items.add(item);
        }
        return items;
    }

    private JsonNode tree(byte[] text, String where) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String at = where.isEmpty() ? " near line " + line + ", column " + column : where;
            throw new ProblemException(CommonProblems.MALFORMED_JSON, "The body cannot be read as JSON" + at + ".");
        } catch (IOException notText) {
            throw new ProblemException(CommonProblems.MALFORMED_JSON, "The body is not text in UTF-8" + where + ".");
        }
    }

    private Table csv(byte[] body, char separator) {
        List<JsonNode> items = new ArrayList<>();
        String[] header;
        try (MappingIterator<String[]> rows = CSV_MAPPER
                .readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator))
                .readValues(body)) {
            header = rows.hasNextValue() ? rows.nextValue() : new String[0];
            checkHeader(header);
            while (rows.hasNextValue()) {
                bound(items.size() + 1);
                items.add(row(header, rows.nextValue(), items.size() + 1));
            }
        } catch (IOException e) {
            throw malformedCsv("The rows cannot be told apart after " + items.size() + " of them.");
        }
        return new Table(List.of(header), items);
    }

    private static void checkHeader(String[] header) {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (name.isBlank()) throw malformedCsv("A column of the header row has no name.");
            if (!seen.add(name)) throw malformedCsv("The header row names a column twice.");
        }
    }

    private static ObjectNode row(String[] header, String[] cells, int number) {
        if (cells.length != header.length) {
            throw malformedCsv(
                    "Row " + number + " after the header has " + cells.length + " cells, not " + header.length + ".");
        }
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty()) item.put(header[i], cells[i]);
        }
        return item;
    }

    private static ProblemException malformedCsv(String detail) {
        return new ProblemException(IngestProblems.MALFORMED_CSV, detail);
    }

    private void bound(int items) {
        if (items > maxItems) {
            throw new ProblemException(
                    IngestProblems.TOO_MANY_ITEMS, "A request may have " + maxItems + " items; send more requests.");
        }
    }
}
