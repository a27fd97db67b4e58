package dev.truemark.ingest.mapping;

import java.util.List;
import java.util.Map;

/**
 * A mapping as told; whatever is absent is as in our own files.
 *
 * @param columns           their column to our field, such as {@code "Datum": "transaction_date"}; a column that has the
 *                          name of a field already need not be named
 * @param ignoredColumns    their columns that say nothing to us; any other unknown column is refused
 * @param values            by our field, their value to ours, such as {@code "transaction_type": {"Kauf": "BUY"}}
 * @param defaults          by our field, the value where a row has none
 * @param dateFormat        pattern of {@code DateTimeFormatter}, such as {@code dd.MM.yyyy}; ISO 8601 unless given
 * @param locale            language of month names, {@code en} unless given
 * @param timeZone          of times without an offset, UTC unless given
 * @param decimalSeparator  {@code .} unless given, or {@code ,}
 * @param groupingSeparator between thousands; none unless given
 * @param unsigned          our fields of which the sign is dropped
 * @param typeBySign        the type of a row that has none
 * @param separator         between cells, {@code ,} unless given
 * @param charset           of the file, UTF-8 unless given
 * @param skipLines         lines before the header row
 */
public record MappingFields(
        Map<String, String> columns,
        List<String> ignoredColumns,
        Map<String, Map<String, String>> values,
        Map<String, String> defaults,
        String dateFormat,
        String locale,
        String timeZone,
        String decimalSeparator,
        String groupingSeparator,
        List<String> unsigned,
        TypeBySign typeBySign,
        String separator,
        String charset,
        Integer skipLines) {

    /**
     * @param field    our field whose sign tells the type
     * @param positive the type of a row where it is zero or more
     * @param negative the type of a row where it is less
     */
    public record TypeBySign(String field, String positive, String negative) {}
}
