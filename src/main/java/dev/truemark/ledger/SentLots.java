package dev.truemark.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.Exact;
import dev.truemark.platform.persistence.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the transfers out of a batch's portfolios send to other portfolios of their owner: lots with dates and cost, or cash.
 * Each is sent when it is new, again when what it takes changes, and taken back when it no longer stands or goes elsewhere.
 */
final class SentLots {
    private static final String LOAD = "SELECT * FROM transfer_sent WHERE portfolio_key = ANY($1)";
    private static final String UPSERT = """
            INSERT INTO transfer_sent (portfolio_key, source, transaction_id, target_portfolio_id, data, reversed)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[])
            ON CONFLICT (portfolio_key, source, transaction_id) DO UPDATE
            SET target_portfolio_id = excluded.target_portfolio_id, data = excluded.data, reversed = excluded.reversed""";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<KnownRevisions.Identity, Sent> sent = new HashMap<>();
    private final List<Sent> changed = new ArrayList<>();
    private final Map<Long, List<Parcel>> parcels = new HashMap<>();

    /** What was sent last for an out leg; {@code reversed} when it was taken back. */
    private record Sent(KnownRevisions.Identity out, String target, String data, boolean reversed) {}

    /** A record to send. */
    record Parcel(String targetPortfolioId, ObjectNode data) {}

    static Uni<SentLots> load(SqlConnection tx, Collection<Long> portfolioKeys) {
        return tx.preparedQuery(LOAD)
                .execute(Tuple.of(portfolioKeys.toArray(Long[]::new)))
                .map(rows -> {
                    SentLots lots = new SentLots();
                    for (Row row : rows) {
                        KnownRevisions.Identity out = new KnownRevisions.Identity(
                                row.getLong("portfolio_key"),
                                new TransactionKey(row.getString("source"), row.getString("transaction_id")));
                        lots.sent.put(
                                out,
                                new Sent(
                                        out,
                                        row.getString("target_portfolio_id"),
                                        row.getString("data"),
                                        row.getBoolean("reversed")));
                    }
                    return lots;
                });
    }

    /**
     * Looks at what a batch booked.
     *
     * @param bookings every booking that was folded
     * @param revised  transactions of which a revision came
     */
    void take(
            Map<Long, PortfolioRow> portfolios,
            Map<Long, List<Booking>> bookings,
            Collection<KnownRevisions.Identity> revised) {
        Set<KnownRevisions.Identity> standing = new HashSet<>();
        bookings.forEach((key, of) -> of.stream().filter(SentLots::isSent).forEach(booking -> {
            KnownRevisions.Identity out =
                    new KnownRevisions.Identity(key, booking.transaction().key());
            standing.add(out);
            stands(portfolios.get(key), out, booking);
        }));
        for (KnownRevisions.Identity out : revised) {
            Sent before = sent.get(out);
            if (before != null && !standing.contains(out)) takeBack(portfolios.get(out.portfolioKey()), before);
        }
    }

    private static boolean isSent(Booking booking) {
        Transaction t = booking.transaction();
        return t.type() == TransactionType.TRANSFER_OUT
                && !t.terms().targetPortfolioId().isEmpty();
    }

    private void stands(PortfolioRow p, KnownRevisions.Identity out, Booking booking) {
        Sent before = sent.get(out);
        String target = booking.transaction().terms().targetPortfolioId();
        if (booking.status() == Booking.Status.REJECTED) {
            if (before != null) takeBack(p, before);
            return;
        }
        String data = dataOf(p, out.key(), booking).toString();
        if (before != null && !before.target.equals(target)) takeBack(p, before);
        if (before != null && !before.reversed && before.target.equals(target) && before.data.equals(data)) return;
        send(p, new Sent(out, target, data, false));
    }

    private void takeBack(PortfolioRow p, Sent before) {
        if (!before.reversed) send(p, new Sent(before.out, before.target, before.data, true));
    }

    private void send(PortfolioRow p, Sent now) {
        changed.removeIf(each -> each.out.equals(now.out));
        changed.add(now);
        ObjectNode data = parse(now.data);
        data.put("revision", p.version() + 1);
        data.put("reversed", now.reversed);
        parcels.computeIfAbsent(p.key(), key -> new ArrayList<>()).add(new Parcel(now.target, data));
    }

    private static ObjectNode parse(String data) {
        try {
            return (ObjectNode) JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was sent is no JSON", e);
        }
    }

    private static ObjectNode dataOf(PortfolioRow p, TransactionKey out, Booking booking) {
        Transaction t = booking.transaction();
        TransactionKey in = ArrivedLots.keyOf(p.id(), out);
        ObjectNode data = JSON.createObjectNode()
                .put("portfolio_id", t.terms().targetPortfolioId())
                .put("source", in.source())
                .put("transaction_id", in.transactionId())
                .put("trade_date", t.order().date().toString());
        if (t.order().isTimed()) data.put("trade_time", t.order().time().toString());
        if (!t.securityId().isEmpty()) data.put("security_id", t.securityId());
        data.put("quantity", Exact.plain(t.quantity()))
                .put("gross_transaction_amount", Exact.plain(t.gross()))
                .put("currency", t.currency())
                .put("base_currency", p.baseCurrency());
        if (!t.securityId().isEmpty()) data.set("lots", lots(booking.lotEvents()));
        return data;
    }

    private static ArrayNode lots(List<LotEvent> events) {
        ArrayNode lots = JSON.createArrayNode();
        for (LotEvent e : events) {
            ObjectNode lot = lots.addObject()
                    .put("quantity", Exact.plain(e.quantity().negate()))
                    .put("opened_on", e.lotOpened().date().toString())
                    .put("cost", Exact.plain(e.cost().negate()));
            e.costBase().value().ifPresent(base -> lot.put("cost_base", Exact.plain(base.negate())));
            if (e.basisEstimated()) lot.put("basis_estimated", true);
        }
        return lots;
    }

    /** By the key of the portfolio that sends. */
    Map<Long, List<Parcel>> parcels() {
        return parcels;
    }

    Uni<Void> write(SqlConnection tx) {
        if (changed.isEmpty()) return Uni.createFrom().voidItem();
        Tuple rows = Columns.of(changed)
                .bigint(s -> s.out().portfolioKey())
                .text(s -> s.out().key().source())
                .text(s -> s.out().key().transactionId())
                .text(Sent::target)
                .text(Sent::data)
                .bool(Sent::reversed)
                .tuple();
        return tx.preparedQuery(UPSERT).execute(rows).replaceWithVoid();
    }
}
