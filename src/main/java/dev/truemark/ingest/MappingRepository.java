package dev.truemark.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.ingest.mapping.MappingFields;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of mappings, each its owner's alone. */
@ApplicationScoped
class MappingRepository {
    private static final String FIND =
            "SELECT name, mapping::text AS mapping, created_at, updated_at FROM ingest_mapping WHERE owner_id = $1";
    private static final String FIND_ONE = FIND + " AND name = $2";
    private static final String LIST = FIND + " ORDER BY name COLLATE \"C\"";
    /** No row where the owner has as many as he may. */
    private static final String PUT = """
            INSERT INTO ingest_mapping (owner_id, name, mapping)
            SELECT $1, $2, $3::text::jsonb
            WHERE (SELECT count(*) FROM ingest_mapping WHERE owner_id = $1 AND name <> $2) < $4
            ON CONFLICT (owner_id, name) DO UPDATE SET mapping = excluded.mapping, updated_at = now()
            RETURNING name, mapping::text AS mapping, created_at, updated_at""";

    private static final String DELETE = "DELETE FROM ingest_mapping WHERE owner_id = $1 AND name = $2";

    private final Pool pool;
    private final ObjectMapper json;

    MappingRepository(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    record Kept(String name, MappingFields mapping, Instant createdAt, Instant updatedAt) {}

    Uni<Optional<Kept>> find(UUID owner, String name) {
        return pool.preparedQuery(FIND_ONE)
                .execute(Tuple.of(owner, name))
                .map(rows -> all(rows).stream().findFirst());
    }

    Uni<List<Kept>> list(UUID owner) {
        return pool.preparedQuery(LIST).execute(Tuple.of(owner)).map(this::all);
    }

    /** Empty where the owner has {@code most} others. */
    Uni<Optional<Kept>> put(UUID owner, String name, MappingFields mapping, int most) {
        return pool.preparedQuery(PUT)
                .execute(Tuple.of(owner, name, write(mapping), (long) most))
                .map(rows -> all(rows).stream().findFirst());
    }

    Uni<Boolean> delete(UUID owner, String name) {
        return pool.preparedQuery(DELETE).execute(Tuple.of(owner, name)).map(rows -> rows.rowCount() > 0);
    }

    private List<Kept> all(RowSet<Row> rows) {
        List<Kept> all = new ArrayList<>(rows.size());
        for (Row row : rows) {
            all.add(new Kept(
                    row.getString("name"),
                    read(row.getString("mapping")),
                    row.getOffsetDateTime("created_at").toInstant(),
                    row.getOffsetDateTime("updated_at").toInstant()));
        }
        return all;
    }

    private String write(MappingFields mapping) {
        try {
            return json.writeValueAsString(mapping);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mapping can always be written", e);
        }
    }

    private MappingFields read(String mapping) {
        try {
            return json.readValue(mapping, MappingFields.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept mapping can always be read", e);
        }
    }
}
