package dev.truemark.alert;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The events of portfolios in their order, for whoever tells them on. */
@ApplicationScoped
public class AlertEvents {
    private static final String NEWEST = "SELECT portfolio, last_seq FROM alert_watch WHERE portfolio = ANY($1)";
    private static final String AFTER = """
            SELECT a.*, p.portfolio_id, e.event FROM (
                (SELECT id, fired_seq AS seq, 'FIRED' AS event FROM alert
                    WHERE portfolio = $1 AND fired_seq > $2 ORDER BY fired_seq LIMIT $3)
                UNION ALL
                (SELECT id, resolved_seq, 'RESOLVED' FROM alert
                    WHERE portfolio = $1 AND resolved_seq > $2 ORDER BY resolved_seq LIMIT $3)) e
            JOIN alert a ON a.id = e.id JOIN portfolio p ON p.id = a.portfolio
            ORDER BY e.seq LIMIT $3""";

    private final Pool pool;
    private final ObjectMapper mapper;

    AlertEvents(Pool pool, ObjectMapper mapper) {
        this.pool = pool;
        this.mapper = mapper;
    }

    /**
     * An event.
     *
     * @param seq  its place among those of its portfolio, from 1 on and without gaps
     * @param json as it is told, with {@code type}
     */
    public record Told(long seq, String json) {}

    private record Frame(String type, @JsonUnwrapped AlertEvent event) {}

    /** How many events each portfolio had, by the service's id; one without any may be left out. */
    public Uni<Map<UUID, Long>> newest(Collection<UUID> portfolios) {
        return pool.preparedQuery(NEWEST)
                .execute(Tuple.of(portfolios.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Long> newest = new HashMap<>();
                    for (Row row : rows) newest.put(row.getUUID("portfolio"), row.getLong("last_seq"));
                    return newest;
                });
    }

    /** The first {@code limit} events after {@code seq}, in order. */
    public Uni<List<Told>> after(UUID portfolio, long seq, int limit) {
        return pool.preparedQuery(AFTER)
                .execute(Tuple.of(portfolio, seq, limit))
                .map(rows -> {
                    List<Told> told = new ArrayList<>(rows.size());
                    for (Row row : rows) told.add(told(row));
                    return told;
                });
    }

    private Told told(Row row) {
        AlertEvent event = AlertEvent.of(
                row.getString("portfolio_id"),
                row.getUUID("portfolio"),
                AlertRows.of(row),
                Alert.Event.valueOf(row.getString("event")));
        try {
            return new Told(event.seq(), mapper.writeValueAsString(new Frame("alert", event)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that cannot be written", e);
        }
    }
}
