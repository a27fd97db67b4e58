package dev.truemark.sql;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.util.List;

/** How rows are written. What is not known is nothing in CSV and {@code null} in JSON. */
enum RowFormat {
    /** RFC 4180 with a header; lines end in CR LF. */
    CSV("text/csv; charset=UTF-8; header=present") {
        @Override
        void head(Buffer out, SqlView view) {
            out.appendString(String.join(
                            ",",
                            view.columns().stream().map(SqlView.Column::name).toList()))
                    .appendString("\r\n");
        }

        @Override
        void row(Buffer out, SqlView view, Row row) {
            List<SqlView.Column> columns = view.columns();
            for (int i = 0; i < columns.size(); i++) {
                if (i > 0) out.appendByte((byte) ',');
                String text = text(columns.get(i), row.getString(i));
                if (text != null) out.appendString(quoted(text));
            }
            out.appendString("\r\n");
        }

        private static String quoted(String text) {
            boolean plain =
                    !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
            return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
        }
    },

    /** One JSON object a line; decimals are strings. */
    NDJSON("application/x-ndjson") {
        @Override
        void head(Buffer out, SqlView view) {}

        @Override
        void row(Buffer out, SqlView view, Row row) {
            List<SqlView.Column> columns = view.columns();
            for (int i = 0; i < columns.size(); i++) {
                SqlView.Column column = columns.get(i);
                out.appendString(i == 0 ? "{\"" : ",\"")
                        .appendString(column.name())
                        .appendString("\":");
                String text = text(column, row.getString(i));
                if (text == null || column.isBare()) {
                    out.appendString(String.valueOf(text));
                } else {
                    out.appendByte((byte) '"')
                            .appendBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text))
                            .appendByte((byte) '"');
                }
            }
            out.appendString("}\n");
        }
    };

    private final String contentType;

    RowFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract void head(Buffer out, SqlView view);

    abstract void row(Buffer out, SqlView view, Row row);

    /** Statistics come with an exponent where they are small, and go without. */
    private static String text(SqlView.Column column, String text) {
        return text == null || !column.isStatistic() ? text : new BigDecimal(text).toPlainString();
    }
}
