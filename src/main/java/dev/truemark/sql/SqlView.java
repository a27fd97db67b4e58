package dev.truemark.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A view of the schema {@code analytics}, as its catalogue describes it.
 *
 * @param owned whether its rows are those of accounts; the others are the same for everybody
 */
record SqlView(String name, String description, boolean owned, List<Column> columns) {
    /** What says of which day a row is, and in which order rows stand, where a view has it. */
    private static final List<String> DATES =
            List.of("value_date", "position_date", "pnl_date", "trade_date", "event_date", "price_date", "date_day");

    private static final List<String> ORDER = List.of(
            "account_id",
            "value_date",
            "position_date",
            "pnl_date",
            "trade_date",
            "event_date",
            "date_day",
            "price_key",
            "keyed_by",
            "price_date",
            "price_time",
            "security_id",
            "source",
            "trade_id",
            "event_id");

    SqlView {
        columns = List.copyOf(columns);
    }

    /** @param type of PostgreSQL, such as {@code numeric} */
    record Column(String name, String type, String description) {
        /** Its value as text: plain decimals without trailing zeros, instants in UTC. */
        String asText() {
            return switch (type) {
                case "numeric" -> "trim_scale(" + name + ")::text";
                case "timestamp with time zone" ->
                    "to_char(" + name + " AT TIME ZONE 'UTC', " + "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
                default -> name + "::text";
            };
        }

        /** Whether JSON writes it without quotes. Decimals are text on the wire. */
        boolean isBare() {
            return type.equals("integer") || type.equals("bigint") || type.equals("boolean");
        }

        boolean isStatistic() {
            return type.equals("double precision");
        }
    }

    Optional<String> dateColumn() {
        return DATES.stream().filter(this::has).findFirst();
    }

    boolean has(String column) {
        return columns.stream().anyMatch(each -> each.name().equals(column));
    }

    /** All rows in a total order; {@code where} stands after the view's name. Names come from the catalogue alone. */
    String select(String where) {
        String fields = columns.stream().map(Column::asText).collect(Collectors.joining(", "));
        String order = ORDER.stream().filter(this::has).collect(Collectors.joining(", "));
        return "SELECT " + fields + " FROM analytics." + name + where + (order.isEmpty() ? "" : " ORDER BY " + order);
    }
}
