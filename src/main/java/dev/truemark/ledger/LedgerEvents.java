package dev.truemark.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.money.Exact;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.messaging.Written;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the ledger tells the world of a batch: each transaction as kept, each booking that is new or different, and per
 * portfolio the positions that changed with the version of the books. {@code recorded_at} is filled in when the batch
 * has its stamp.
 */
final class LedgerEvents {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_CAUSES = 100;

    private final Topics topics;
    private final Instant occurredAt;
    private final long batchId;

    LedgerEvents(Topics topics, Instant occurredAt, long batchId) {
        this.topics = topics;
        this.occurredAt = occurredAt;
        this.batchId = batchId;
    }

    List<Written.OutboxEntry> of(
            Map<Long, PortfolioRow> portfolios,
            Set<Long> moved,
            BatchPlan plan,
            Map<Long, List<Booking>> changed,
            BookWriter writer,
            Map<Long, List<SentLots.Parcel>> parcels,
            ChangedDays days) {
        Map<Long, List<OutRecord>> records = new HashMap<>();
        parcels.forEach((key, of) -> {
            PortfolioRow p = portfolios.get(key);
            List<OutRecord> own = records.computeIfAbsent(key, k -> new ArrayList<>());
            of.forEach(parcel -> own.add(arrived(p, parcel)));
        });
        Map<Long, List<Fact>> told = new HashMap<>();
        for (FactRows.NewFact n : plan.facts()) {
            PortfolioRow p = portfolios.get(n.portfolioKey());
            records.computeIfAbsent(p.key(), k -> new ArrayList<>()).add(recorded(p, n.fact()));
            told.computeIfAbsent(p.key(), k -> new ArrayList<>()).add(n.fact());
        }
        changed.forEach((key, bookings) -> {
            PortfolioRow p = portfolios.get(key);
            List<OutRecord> of = records.computeIfAbsent(key, k -> new ArrayList<>());
            for (Booking b : bookings) of.add(calculated(p, b));
        });
        Map<Long, List<PositionRows.StateRow>> states = new HashMap<>();
        writer.states()
                .forEach(s -> states.computeIfAbsent(s.book().portfolioKey(), k -> new ArrayList<>())
                        .add(s));
        List<Written.OutboxEntry> entries = new ArrayList<>();
        for (Long key : moved) {
            PortfolioRow p = portfolios.get(key);
            List<OutRecord> of = records.computeIfAbsent(key, k -> new ArrayList<>());
            of.add(positions(
                    p,
                    states.getOrDefault(key, List.of()),
                    writer.emptied(),
                    told.getOrDefault(key, List.of()),
                    days.restatedFrom(p).map(LocalDate::toString).orElse(null)));
        }
        records.forEach((key, of) -> {
            PortfolioRow p = portfolios.get(key);
            Long version = moved.contains(key) ? p.version() + 1 : p.version();
            entries.add(new Written.OutboxEntry(plan.partitionOf(key), key, version, of));
        });
        if (!plan.deadLetters().isEmpty()) entries.add(new Written.OutboxEntry(-1, null, null, plan.deadLetters()));
        return entries;
    }

    /** Lots for another portfolio of the owner, by the same topic as everything that changes a portfolio. */
    private OutRecord arrived(PortfolioRow from, SentLots.Parcel parcel) {
        PortfolioRef target = new PortfolioRef(from.ownerId(), parcel.targetPortfolioId());
        String name = ArrivedLots.EVENT + "|" + from.id() + "|" + parcel.data().path("transaction_id") + "|"
                + parcel.targetPortfolioId() + "|" + batchId;
        ObjectNode envelope = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "event_id",
                        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("event_type", ArrivedLots.EVENT)
                .put("schema_version", 1)
                .put("occurred_at", occurredAt.toString())
                .put("correlation_id", "batch-" + batchId)
                .put("owner", from.ownerId().toString());
        envelope.set("data", parcel.data());
        return new OutRecord(topics.rawTransactions(), target.recordKey(), envelope.toString());
    }

    private OutRecord recorded(PortfolioRow p, Fact f) {
        String id = f.key().source() + "/" + f.key().transactionId() + "/" + f.revision();
        return event(topics.rawTransactionsCompleted(), "transaction.recorded", p, id, g -> fact(g, p, f));
    }

    private OutRecord calculated(PortfolioRow p, Booking b) {
        var t = b.transaction();
        String id = t.key().source() + "/" + t.key().transactionId() + "/" + t.revision();
        return event(topics.processedTransactionsCompleted(), "transaction.calculated", p, id, g -> {
            text(g, "source", t.key().source());
            text(g, "transaction_id", t.key().transactionId());
            g.writeNumberField("revision", t.revision());
            text(g, "transaction_type", t.type().name());
            text(g, "security_id", t.securityId().isEmpty() ? null : t.securityId());
            text(g, "transaction_date", t.order().date().toString());
            text(g, "currency", t.currency());
            number(g, "quantity", t.quantity());
            number(g, "gross_transaction_amount", t.gross());
            text(g, "status", b.status().name());
            text(g, "reason", b.reason().map(Enum::name).orElse(null));
            number(g, "net_cost", b.netCost());
            number(g, "net_cost_base", b.netCostBase().orNull());
            number(g, "realized_gain_loss", b.realized());
            number(g, "realized_gain_loss_base", b.realizedBase().orNull());
            number(g, "income", b.income());
            g.writeArrayFieldStart("cash");
            for (var c : b.cash()) {
                g.writeStartObject();
                text(g, "currency", c.currency());
                number(g, "amount", c.amount());
                g.writeEndObject();
            }
            g.writeEndArray();
        });
    }

    private OutRecord positions(
            PortfolioRow p,
            List<PositionRows.StateRow> states,
            List<BookKey> emptied,
            List<Fact> facts,
            String restatedFrom) {
        return event(topics.calculatedPositions(), "position.calculated", p, "positions", g -> {
            g.writeNumberField("version", p.version() + 1);
            text(g, "restated_from", restatedFrom);
            g.writeArrayFieldStart("positions");
            for (PositionRows.StateRow s : states) {
                g.writeStartObject();
                text(g, "security_id", s.book().securityId());
                text(g, "currency", s.state().currency());
                number(g, "quantity", s.state().quantity());
                number(g, "cost_basis", s.state().cost());
                number(g, "cost_basis_base", s.state().costBase().orNull());
                text(g, "position_date", s.last().date().toString());
                g.writeEndObject();
            }
            for (BookKey gone : emptied) {
                if (gone.portfolioKey() != p.key()) continue;
                g.writeStartObject();
                text(g, "security_id", gone.securityId());
                number(g, "quantity", BigDecimal.ZERO);
                number(g, "cost_basis", BigDecimal.ZERO);
                g.writeEndObject();
            }
            g.writeEndArray();
            causes(g, facts);
        });
    }

    /** The new facts behind a version of the books, corrections first; a bounded list, since a batch is large. */
    private static void causes(JsonGenerator g, List<Fact> facts) throws IOException {
        g.writeArrayFieldStart("transactions");
        List<Fact> first = facts.stream()
                .sorted(Comparator.comparingInt(Fact::revision).reversed())
                .limit(MAX_CAUSES)
                .toList();
        for (Fact f : first) {
            g.writeStartObject();
            text(g, "transaction_id", f.key().transactionId());
            g.writeNumberField("revision", f.revision());
            g.writeEndObject();
        }
        g.writeEndArray();
    }

    private static void fact(JsonGenerator g, PortfolioRow p, Fact f) throws IOException {
        text(g, "source", f.key().source());
        text(g, "transaction_id", f.key().transactionId());
        g.writeNumberField("revision", f.revision());
        g.writeBooleanField("reversed", f.reversed());
        text(g, "transaction_type", f.type().name());
        text(
                g,
                "transaction_date",
                f.tradeTime() == null ? f.tradeDate().toString() : f.tradeTime().toString());
        text(
                g,
                "settlement_date",
                f.settlementDate() == null ? null : f.settlementDate().toString());
        text(g, "security_id", f.securityId());
        text(g, "instrument_id", f.symbol());
        number(g, "quantity", f.quantity());
        number(g, "price", f.price());
        number(g, "gross_transaction_amount", f.gross());
        number(g, "fees", f.fees());
        number(g, "taxes", f.taxes());
        number(g, "withholding_tax", f.withholdingTax());
        number(g, "accrued_interest", f.accruedInterest());
        text(g, "trade_currency", f.currency());
        number(g, "fx_rate", f.fxRate());
        number(g, "ratio", f.ratio());
        text(g, "notes", f.notes());
        g.writeFieldName("details");
        g.writeRawValue(f.details() == null ? "null" : f.details());
    }

    /** Writes the fields of an event's data. */
    private interface Data {
        void write(JsonGenerator g) throws IOException;
    }

    private OutRecord event(String topic, String type, PortfolioRow p, String what, Data data) {
        StringWriter out = new StringWriter(512);
        try (JsonGenerator g = JSON.createGenerator(out)) {
            String name = type + "|" + p.id() + "|" + what + "|" + batchId;
            g.writeStartObject();
            text(
                    g,
                    "event_id",
                    UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                            .toString());
            text(g, "event_type", type);
            g.writeNumberField("schema_version", 1);
            text(g, "occurred_at", occurredAt.toString());
            g.writeNullField("recorded_at");
            text(g, "correlation_id", "batch-" + batchId);
            text(g, "owner", p.ownerId().toString());
            g.writeObjectFieldStart("data");
            text(g, "portfolio_id", p.portfolioId());
            text(g, "portfolio", p.id().toString());
            data.write(g);
            g.writeEndObject();
            g.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new OutRecord(topic, p.ref().recordKey(), out.toString());
    }

    private static void text(JsonGenerator g, String name, String value) throws IOException {
        if (value == null) g.writeNullField(name);
        else g.writeStringField(name, value);
    }

    private static void number(JsonGenerator g, String name, BigDecimal value) throws IOException {
        text(g, name, value == null ? null : Exact.plain(value));
    }
}
