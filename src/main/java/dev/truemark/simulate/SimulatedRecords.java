package dev.truemark.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Topics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * Writes events as any producer would: enveloped JSON, decimals as strings.
 *
 * <p>A transaction id names the run, so a restart never repeats one of another run; a first deposit's is always the same,
 * so the ledger takes it once.
 */
final class SimulatedRecords {
    private static final String SOURCE = "simulator";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Topics topics;
    private final UUID owner;
    private final LocalDate openedOn;
    private final String run;
    private long sequence;

    /** @param startedAt names the run; no two runs start within the same millisecond */
    SimulatedRecords(Topics topics, UUID owner, LocalDate openedOn, Instant startedAt) {
        this.topics = topics;
        this.owner = owner;
        this.openedOn = openedOn;
        this.run = Long.toString(startedAt.toEpochMilli(), Character.MAX_RADIX).toUpperCase(Locale.ROOT);
    }

    /** @param now when it happened */
    OutRecord record(SimulatedEvent event, Instant now) {
        sequence++;
        return switch (event) {
            case SimulatedEvent.Listed listed ->
                record(
                        topics.instruments(),
                        listed.listing().securityId(),
                        "instrument.received",
                        now,
                        instrument(listed));
            case SimulatedEvent.Priced priced ->
                record(topics.marketPrices(), priced.listing().securityId(), "price.received", now, price(priced, now));
            case SimulatedEvent.Rated rated ->
                record(topics.fxRates(), rated.from() + "/" + rated.to(), "rate.received", now, rate(rated, now));
            case SimulatedEvent.Opened opened -> transaction(opened.portfolioId(), now, deposit(opened));
            case SimulatedEvent.Traded traded -> transaction(traded.portfolioId(), now, trade(traded, now));
            case SimulatedEvent.Moved moved -> transaction(moved.portfolioId(), now, movement(moved, now));
            case SimulatedEvent.Paid paid -> transaction(paid.portfolioId(), now, dividend(paid, now));
        };
    }

    private OutRecord transaction(String portfolioId, Instant now, ObjectNode data) {
        return record(topics.rawTransactions(), owner + "|" + portfolioId, "transaction.received", now, data);
    }

    private OutRecord record(String topic, String key, String type, Instant now, ObjectNode data) {
        String name = "SIM-" + run + "-" + sequence;
        ObjectNode envelope = JSON.objectNode()
                .put(
                        "event_id",
                        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("event_type", type)
                .put("schema_version", 1)
                .put("occurred_at", now.toString())
                .put("recorded_at", now.toString())
                .put("correlation_id", "SIM-" + run)
                .put("owner", owner.toString());
        envelope.set("data", data);
        return new OutRecord(topic, key, envelope.toString());
    }

    private static ObjectNode instrument(SimulatedEvent.Listed listed) {
        Listing listing = listed.listing();
        return JSON.objectNode()
                .put("security_id", listing.securityId())
                .put("symbol", listing.symbol())
                .put("name", listing.name())
                .put("isin", listing.isin())
                .put("instrument_currency", Listing.CURRENCY)
                .put("product_type", "Equity")
                .put("asset_class", "Equity")
                .put("sector", listing.sector())
                .put("country", listing.country());
    }

    private static ObjectNode price(SimulatedEvent.Priced priced, Instant now) {
        return JSON.objectNode()
                .put("security_id", priced.listing().securityId())
                .put("symbol", priced.listing().symbol())
                .put("price_time", now.toString())
                .put("price", text(priced.price()))
                .put("currency", Listing.CURRENCY)
                .put("volume", String.valueOf(priced.volume()))
                .put("source", SOURCE);
    }

    private static ObjectNode rate(SimulatedEvent.Rated rated, Instant now) {
        return JSON.objectNode()
                .put("from_currency", rated.from())
                .put("to_currency", rated.to())
                .put("rate_time", now.toString())
                .put("rate", text(rated.rate()))
                .put("source", SOURCE);
    }

    private ObjectNode deposit(SimulatedEvent.Opened opened) {
        String id = "SIM-" + opened.portfolioId() + "-DEPOSIT";
        return transaction(id, opened.portfolioId(), "DEPOSIT", openedOn.toString(), opened.amount());
    }

    private ObjectNode trade(SimulatedEvent.Traded traded, Instant now) {
        String type = traded.buy() ? "BUY" : "SELL";
        return onListing(transaction(traded.portfolioId(), type, now, traded.gross()), traded.listing())
                .put("quantity", text(traded.quantity()))
                .put("price", text(traded.price()))
                .put("fees", text(traded.fees()));
    }

    private ObjectNode movement(SimulatedEvent.Moved moved, Instant now) {
        String type = moved.amount().signum() > 0 ? "DEPOSIT" : "WITHDRAWAL";
        return transaction(moved.portfolioId(), type, now, moved.amount().abs());
    }

    private ObjectNode dividend(SimulatedEvent.Paid paid, Instant now) {
        return onListing(transaction(paid.portfolioId(), "DIVIDEND", now, paid.amount()), paid.listing());
    }

    private static ObjectNode onListing(ObjectNode transaction, Listing listing) {
        return transaction.put("instrument_id", listing.symbol()).put("security_id", listing.securityId());
    }

    private ObjectNode transaction(String portfolioId, String type, Instant now, BigDecimal gross) {
        return transaction("SIM-" + run + "-" + sequence, portfolioId, type, now.toString(), gross);
    }

    private static ObjectNode transaction(String id, String portfolioId, String type, String date, BigDecimal gross) {
        return JSON.objectNode()
                .put("transaction_id", id)
                .put("portfolio_id", portfolioId)
                .put("transaction_type", type)
                .put("transaction_date", date)
                .put("gross_transaction_amount", text(gross))
                .put("trade_currency", Listing.CURRENCY)
                .put("currency", Listing.CURRENCY)
                .put("source", SOURCE);
    }

    private static String text(BigDecimal decimal) {
        return decimal.toPlainString();
    }
}
