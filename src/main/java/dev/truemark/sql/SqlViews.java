package dev.truemark.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The views there are, from the comments in the database's own catalogue. */
@ApplicationScoped
class SqlViews {
    private static final String CATALOGUE = """
            SELECT c.relname::text AS view, obj_description(c.oid, 'pg_class') AS described, a.attname::text AS name,
                format_type(a.atttypid, a.atttypmod) AS type, col_description(c.oid, a.attnum) AS description
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relnamespace = 'analytics'::regnamespace AND c.relkind = 'v'
            ORDER BY c.oid, a.attnum""";

    private final Uni<Map<String, SqlView>> all;

    SqlViews(Pool pool) {
        this.all = Uni.createFrom()
                .deferred(() -> pool.query(CATALOGUE).execute())
                .map(rows -> {
                    Map<String, String> described = new LinkedHashMap<>();
                    Map<String, List<SqlView.Column>> columns = new LinkedHashMap<>();
                    for (Row row : rows) {
                        described.put(row.getString("view"), row.getString("described"));
                        columns.computeIfAbsent(row.getString("view"), view -> new ArrayList<>())
                                .add(new SqlView.Column(
                                        row.getString("name"), row.getString("type"), row.getString("description")));
                    }
                    return views(described, columns);
                });
    }

    /** By name, as they were made: what comes in, dimensions, facts, metrics. */
    Uni<Map<String, SqlView>> all() {
        return all;
    }

    private static Map<String, SqlView> views(
            Map<String, String> described, Map<String, List<SqlView.Column>> columns) {
        Map<String, SqlView> views = new LinkedHashMap<>();
        columns.forEach((name, its) -> {
            boolean owned = its.stream().anyMatch(column -> column.name().equals("owner_id"));
            views.put(name, new SqlView(name, described.get(name), owned, its));
        });
        return views;
    }
}
