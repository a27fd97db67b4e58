package dev.truemark.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.ingest.mapping.Mapping.MappedRow;
import dev.truemark.platform.json.JsonRules;
import dev.truemark.platform.problem.FieldError;
import dev.truemark.platform.problem.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {
    private static final ObjectMapper JSON = JsonRules.mapper();
    private static final String BANK = """
            {"columns":{"Datum":"transaction_date","Art":"transaction_type","ISIN":"security_id","Stueck":"quantity","Kurs":"price"},
             "ignored_columns":["Saldo"],"values":{"transaction_type":{"Kauf":"BUY","Verkauf":"SELL"}},
             "defaults":{"portfolio_id":"DEPOT","trade_currency":"EUR"},
             "date_format":"dd.MM.yyyy","decimal_separator":",","grouping_separator":".","unsigned":["quantity"]}""";

    private static MappingFields fields(String json) {
        try {
            return JSON.readValue(json, MappingFields.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** Of cells like {@code Datum=31.12.2024;Art=Kauf}. */
    private static ObjectNode row(String cells) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (String cell : cells.split(";")) row.put(cell.split("=")[0], cell.split("=")[1]);
        return row;
    }

    private static MappedRow mapped(String mapping, String cells) {
        return Mapping.of(fields(mapping)).rows(List.of(row(cells))).getFirst();
    }

    @Test
    void aRowOfABankIsATransactionOfOurs() {
        ObjectNode item = mapped(BANK, "Datum=31.12.2024;Art=Verkauf;ISIN=DE0001;Stueck=-1.250,5;Kurs=99,10;Saldo=7")
                .item();

        assertThat(item.remove("transaction_id").asText()).matches("row-[0-9a-f]{32}-1");
        assertThat(item)
                .isEqualTo(row("transaction_date=2024-12-31;transaction_type=SELL;security_id=DE0001;"
                        + "quantity=1250.5;price=99.10;portfolio_id=DEPOT;trade_currency=EUR"));
    }

    @Test
    void theSameFileHasTheSameIdsAndEqualRowsStayTwo() {
        List<ObjectNode> file = List.of(
                row("Datum=31.12.2024;Stueck=5"), row("Datum=31.12.2024;Stueck=5"), row("Datum=30.12.2024;Stueck=5"));
        Mapping mapping = Mapping.of(fields(BANK));
        List<String> first = ids(mapping.rows(file));

        assertThat(first).doesNotHaveDuplicates();
        assertThat(first.get(0)).endsWith("-1");
        assertThat(first.get(1)).isEqualTo(first.get(0).replaceAll("-1$", "-2"));
        assertThat(ids(mapping.rows(file))).isEqualTo(first);
        assertThat(ids(mapping.rows(file.subList(0, 2)))).isEqualTo(first.subList(0, 2));
    }

    @Test
    void anIdOfTheFileIsKept() {
        String mapping = BANK.replace("\"Datum\":", "\"Nr\":\"transaction_id\",\"Datum\":");

        assertThat(mapped(mapping, "Nr=77;Datum=31.12.2024")
                        .item()
                        .get("transaction_id")
                        .asText())
                .isEqualTo("77");
        assertThat(mapped(mapping, "Datum=31.12.2024")
                        .item()
                        .get("transaction_id")
                        .asText())
                .startsWith("row-");
    }

    private static List<String> ids(List<MappedRow> rows) {
        return rows.stream()
                .map(row -> row.item().get("transaction_id").asText())
                .toList();
    }

    @ParameterizedTest(name = "{0} units are a {1} of {2}")
    @CsvSource({"-5, SELL, 5", "5, BUY, 5", "0, BUY, 0"})
    void aSignMayBeTheType(String units, String type, String quantity) {
        String mapping = """
                {"type_by_sign":{"field":"quantity","positive":"BUY","negative":"SELL"},"unsigned":["quantity"]}""";
        ObjectNode item = mapped(mapping, "quantity=" + units).item();

        assertThat(item.get("transaction_type").asText()).isEqualTo(type);
        assertThat(item.get("quantity").asText()).isEqualTo(quantity);
    }

    @ParameterizedTest(name = "{0} with {1} and grouping {2} is {3} {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1234.5      | .  |     | 1234.5   |
            -1234.5     | .  |     | -1234.5  |
            1234.5-     | .  |     | -1234.5  |
            (12.5)      | .  |     | -12.5    |
            1,234.50    | .  | ,   | 1234.50  |
            1.234,50    | ,  | .   | 1234.50  |
            1.234       | ,  | .   | 1234     |
            1'234.50    | .  | '   | 1234.50  |
            1 234,50    | ,  | " " | 1234.50  |
            "\u22125,5" | ,  |     | -5.5     |
            1,234       | .  |     |          | AMBIGUOUS_DECIMAL
            1.234       | ,  |     |          | AMBIGUOUS_DECIMAL
            1,23        | .  | ,   |          | AMBIGUOUS_DECIMAL
            12,34.5     | .  | ,   |          | AMBIGUOUS_DECIMAL
            1.5,5       | ,  | .   |          | AMBIGUOUS_DECIMAL
            1,5,5       | ,  |     |          | AMBIGUOUS_DECIMAL
            5 EUR       | .  |     |          | NOT_A_NUMBER
            --5         | .  |     |          | NOT_A_NUMBER
            -5-         | .  |     |          | NOT_A_NUMBER
            1e3         | .  |     |          | NOT_A_NUMBER
            """)
    void readsTheirNumbers(String text, char decimal, String grouping, String number, String code) {
        Optional<Character> parts = Optional.ofNullable(grouping).map(g -> g.charAt(0));
        TheirNumbers.Read read = new TheirNumbers(decimal, parts).read("Kurs", text.replace("\\u2212", "\u2212"));

        assertThat(read.error().map(FieldError::code).orElse(null)).isEqualTo(code);
        if (code == null) assertThat(read.number()).isEqualTo(number);
    }

    @ParameterizedTest(name = "{1} as {0} is {2}")
    @CsvSource({
        "dd.MM.yyyy, 31.12.2024, 2024-12-31",
        "dd.MM.yyyy, 31.02.2024,",
        "dd.MM.yyyy, 2024-12-31,",
        "MM/dd/yyyy, 02/03/2024, 2024-02-03",
        "dd/MM/yy, 02/03/24, 2024-03-02",
        "d MMM yyyy, 3 Feb 2024, 2024-02-03",
        "yyyyMMdd, 20240203, 2024-02-03",
        "dd.MM.yyyy HH:mm, 03.02.2024 00:30, 2024-02-02T23:30:00Z",
    })
    void readsTheirDates(String pattern, String text, String date) {
        TheirDates dates = TheirDates.of(pattern, Locale.ENGLISH, ZoneId.of("Europe/Berlin"))
                .orElseThrow();

        assertThat(dates.read(text)).isEqualTo(Optional.ofNullable(date));
    }

    @Test
    void whatIsWrongWithARowIsToldByItsColumn() {
        MappedRow row = mapped(BANK, "Datum=2024-12-31;Stueck=1,5;Kurs=1.5;Fremd=1");

        assertThat(row.errors()).extracting(FieldError::field).containsExactly("Datum", "Kurs", "Fremd");
        assertThat(row.errors())
                .extracting(FieldError::code)
                .containsExactly("WRONG_FORMAT", "AMBIGUOUS_DECIMAL", "UNKNOWN_COLUMN");
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            {"columns":{"A":"quantty"}}                                                    | columns.A             | UNKNOWN_FIELD
            {"columns":{"A":"quantity","B":"quantity"}}                                    | columns.B             | DUPLICATE
            {"columns":{"A":""}}                                                           | columns.A             | REQUIRED
            {"columns":{"A":"quantity"},"ignored_columns":["A"]}                           | ignored_columns       | DUPLICATE
            {"defaults":{"transaction_id":"1"}}                                            | defaults.transaction_id | NOT_ALLOWED
            {"defaults":{"portfolio":"1"}}                                                 | defaults.portfolio    | UNKNOWN_FIELD
            {"values":{"type":{"Kauf":"BUY"}}}                                             | values.type           | UNKNOWN_FIELD
            {"date_format":"dd.MM"}                                                        | date_format           | WRONG_FORMAT
            {"date_format":"jj.bb"}                                                        | date_format           | WRONG_FORMAT
            {"time_zone":"Berlin"}                                                         | time_zone             | UNKNOWN_VALUE
            {"decimal_separator":";"}                                                      | decimal_separator     | UNKNOWN_VALUE
            {"decimal_separator":",","grouping_separator":","}                             | grouping_separator    | AMBIGUOUS_DECIMAL
            {"grouping_separator":"x"}                                                     | grouping_separator    | UNKNOWN_VALUE
            {"unsigned":["notes"]}                                                         | unsigned[0]           | UNKNOWN_FIELD
            {"type_by_sign":{"field":"quantity","positive":"KAUF","negative":"SELL"}}      | type_by_sign.positive | UNKNOWN_VALUE
            {"separator":"x"}                                                              | separator             | UNKNOWN_VALUE
            {"charset":"klingon"}                                                          | charset               | UNKNOWN_VALUE
            {"skip_lines":-1}                                                              | skip_lines            | OUT_OF_RANGE
            """)
    void refusesAMapping(String mapping, String field, String code) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> Mapping.of(fields(mapping)));

        assertThat(refused.errors()).extracting(FieldError::field).contains(field);
        assertThat(refused.errors()).extracting(FieldError::code).contains(code);
    }

    @ParameterizedTest(name = "a file of {0}: {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Datum,Art,ISIN,Stueck,Kurs,Fremd | header.Fremd | UNKNOWN_COLUMN
            Datum,Art,ISIN,Stueck            | header.Kurs  | COLUMN_NOT_IN_FILE
            """)
    void refusesAHeader(String header, String field, String code) {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> Mapping.of(fields(BANK)).checkHeader(List.of(header.split(","))));

        assertThat(refused.errors()).extracting(FieldError::field).containsExactly(field);
        assertThat(refused.errors()).extracting(FieldError::code).containsExactly(code);
    }

    @Test
    void refusesAFileThatLacksWhatIsNeeded() {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> Mapping.of(fields("{}")).checkHeader(List.of("quantity", "price")));

        assertThat(refused.errors()).extracting(FieldError::code).containsOnly("MISSING_FIELD");
        assertThat(refused.errors()).hasSize(4);
    }

    @Test
    void readsOtherCharactersAndLeavesOutThePreamble() {
        Mapping mapping = Mapping.of(fields("{\"charset\":\"windows-1252\",\"skip_lines\":2}"));
        byte[] file = "Konto 7\r\n\r\nSt\u00fcck,Kurs\r\n".getBytes(Charset.forName("windows-1252"));

        assertThat(new String(mapping.text(file), StandardCharsets.UTF_8)).isEqualTo("St\u00fcck,Kurs\r\n");
    }
}
