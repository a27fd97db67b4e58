package dev.truemark.ledger;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of the transactions that a batch names: their revisions, and the booking of the newest. */
final class KnownRevisions {
    private static final String LOAD = """
            SELECT v.portfolio_key AS k_portfolio, f.superseded_batch IS NULL AS newest, %s, b.*
            FROM unnest($1::bigint[], $2::text[], $3::text[]) AS v(portfolio_key, source, transaction_id)
            JOIN transaction_fact f ON f.portfolio_key = v.portfolio_key AND f.source = v.source AND f.transaction_id = v.transaction_id
            LEFT JOIN booking b ON b.portfolio_key = f.portfolio_key AND b.source = f.source AND b.transaction_id = f.transaction_id
                AND b.revision = f.revision""".formatted(FactRows.COLUMNS);

    private final Map<Identity, Known> known;

    private KnownRevisions(Map<Identity, Known> known) {
        this.known = known;
    }

    /** Of transactions of which nothing was ever told. */
    static KnownRevisions none() {
        return new KnownRevisions(new HashMap<>());
    }

    record Identity(long portfolioKey, TransactionKey key) {}

    /** One transaction's revisions, with what a batch adds to them. */
    static final class Known {
        private final Map<Integer, String> hashes = new HashMap<>();
        private Fact newest;
        private Fact stood;
        private BookedRow booked;

        /** @param supersedes the revision that it says to replace */
        Standing standing(Fact fact, Optional<Integer> supersedes) {
            String same = hashes.get(fact.revision());
            if (same != null) return same.equals(fact.contentHash()) ? Standing.REPLAYED : Standing.CONFLICT;
            int revision = newestRevision();
            if (supersedes.filter(claimed -> claimed != revision).isPresent()) return Standing.NOT_NEWEST;
            return revision > fact.revision() ? Standing.LATE : Standing.NEWEST;
        }

        /** 0 before the first. */
        int newestRevision() {
            return newest == null ? 0 : newest.revision();
        }

        /** The greatest revision, also one that this batch brings; null if there is none. */
        Fact newest() {
            return newest;
        }

        /** The greatest revision before this batch; null if there was none. */
        Fact stood() {
            return stood;
        }

        /** What the newest revision before this batch did; null if it was never booked or is reversed. */
        BookedRow booked() {
            return booked;
        }

        void take(Fact fact) {
            hashes.put(fact.revision(), fact.contentHash());
            if (newestRevision() <= fact.revision()) newest = fact;
        }
    }

    static Uni<KnownRevisions> load(SqlConnection tx, Collection<Identity> identities) {
        if (identities.isEmpty()) return Uni.createFrom().item(none());
        Tuple keys = Columns.of(List.copyOf(identities))
                .bigint(Identity::portfolioKey)
                .text(i -> i.key().source())
                .text(i -> i.key().transactionId())
                .tuple();
        return tx.preparedQuery(LOAD).execute(keys).map(rows -> {
            Map<Identity, Known> known = new HashMap<>();
            for (Row row : rows) {
                Fact fact = FactRows.of(row);
                Known k =
                        known.computeIfAbsent(new Identity(row.getLong("k_portfolio"), fact.key()), id -> new Known());
                k.hashes.put(fact.revision(), fact.contentHash());
                if (row.getBoolean("newest")) {
                    k.newest = fact;
                    k.stood = fact;
                    if (row.getString("status") != null) k.booked = BookingRows.of(row);
                }
            }
            return new KnownRevisions(known);
        });
    }

    Known of(long portfolioKey, TransactionKey key) {
        return known.computeIfAbsent(new Identity(portfolioKey, key), id -> new Known());
    }
}
