package dev.truemark.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.platform.json.DecimalText;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.provider.MarketDataProvider.Close;
import dev.truemark.provider.MarketDataProvider.Quoted;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes prices as any producer would: enveloped JSON, decimals as strings, by the id of the security.
 *
 * @param topic  of prices
 * @param source that names the provider
 */
record PriceRecords(String topic, String source) {

    OutRecord quote(Held held, Quoted quoted, Instant now) {
        return record(
                held,
                price(held, quoted.price(), quoted.currency(), quoted.volume())
                        .put("price_time", quoted.at().toString()),
                quoted.at().toString(),
                now);
    }

    OutRecord close(Held held, Close close, Instant now) {
        return record(
                held,
                price(held, close.price(), close.currency(), close.volume())
                        .put("price_date", close.date().toString()),
                close.date().toString(),
                now);
    }

    private ObjectNode price(Held held, BigDecimal price, String currency, Optional<BigDecimal> volume) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("security_id", held.securityId())
                .put("price", DecimalText.print(price))
                .put("currency", currency)
                .put("source", source);
        volume.ifPresent(told -> data.put("volume", DecimalText.print(told)));
        return data;
    }

    private OutRecord record(Held held, ObjectNode data, String when, Instant now) {
        String name = source + "|" + held.securityId() + "|" + when + "|" + data;
        UUID eventId = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        ObjectNode envelope = JsonNodeFactory.instance
                .objectNode()
                .put("event_id", eventId.toString())
                .put("event_type", "price.received")
                .put("schema_version", 1)
                .put("occurred_at", now.toString())
                .put("recorded_at", now.toString());
        envelope.set("data", data);
        return new OutRecord(topic, held.securityId(), envelope.toString());
    }
}
