package dev.truemark.platform.persistence;

import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * The rows of a set-based statement, given column by column as arrays for {@code unnest($1::text[], …)}, in the order in
 * which they are added. Numbers travel as text: write {@code $3::text[]::numeric[]}.
 */
public final class Columns<T> {
    private final List<T> rows;
    private final Tuple tuple = Tuple.tuple();

    private Columns(List<T> rows) {
        this.rows = rows;
    }

    public static <T> Columns<T> of(List<T> rows) {
        return new Columns<>(rows);
    }

    public Columns<T> text(Function<T, String> column) {
        String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) values[i] = column.apply(rows.get(i));
        tuple.addArrayOfString(values);
        return this;
    }

    public Columns<T> number(Function<T, BigDecimal> column) {
        return text(row -> {
            BigDecimal value = column.apply(row);
            return value == null ? null : value.toPlainString();
        });
    }

    public Columns<T> bigint(ToLongFunction<T> column) {
        Long[] values = new Long[rows.size()];
        for (int i = 0; i < values.length; i++) values[i] = column.applyAsLong(rows.get(i));
        tuple.addArrayOfLong(values);
        return this;
    }

    public Columns<T> integer(ToIntFunction<T> column) {
        Integer[] values = new Integer[rows.size()];
        for (int i = 0; i < values.length; i++) values[i] = column.applyAsInt(rows.get(i));
        tuple.addArrayOfInteger(values);
        return this;
    }

    public Columns<T> bigintOrNull(Function<T, Long> column) {
        tuple.addArrayOfLong(rows.stream().map(column).toArray(Long[]::new));
        return this;
    }

    public Columns<T> integerOrNull(Function<T, Integer> column) {
        tuple.addArrayOfInteger(rows.stream().map(column).toArray(Integer[]::new));
        return this;
    }

    public Columns<T> bool(Function<T, Boolean> column) {
        tuple.addArrayOfBoolean(rows.stream().map(column).toArray(Boolean[]::new));
        return this;
    }

    public Columns<T> date(Function<T, LocalDate> column) {
        tuple.addArrayOfLocalDate(rows.stream().map(column).toArray(LocalDate[]::new));
        return this;
    }

    public Columns<T> instant(Function<T, Instant> column) {
        tuple.addArrayOfOffsetDateTime(
                rows.stream().map(row -> atUtc(column.apply(row))).toArray(OffsetDateTime[]::new));
        return this;
    }

    /** A single parameter, the same for every row. */
    public Columns<T> value(Object value) {
        tuple.addValue(value);
        return this;
    }

    /** The parameters; further single values may be added to it. */
    public Tuple tuple() {
        return tuple;
    }

    public static OffsetDateTime atUtc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
