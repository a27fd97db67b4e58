package dev.truemark.alert;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tells webhooks.
 *
 * <p><b>Delivery.</b> At least once, under the same id and with the same body in every attempt, so that a receiver that
 * remembers ids hears of each event once. <b>Order.</b> Per rule. <b>Failure.</b> Attempts are spread out until there were
 * enough of them; one that died with its instance is repeated after its lease.
 */
final class WebhookRun {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Deliveries deliveries;
    private final WebhookCalls calls;
    private final AlertConfig.Webhook config;
    private final AlertMetrics metrics;
    private final ObjectMapper mapper;
    private final Clock clock;

    WebhookRun(
            Deliveries deliveries,
            WebhookCalls calls,
            AlertConfig.Webhook config,
            AlertMetrics metrics,
            ObjectMapper mapper,
            Clock clock) {
        this.deliveries = deliveries;
        this.calls = calls;
        this.config = config;
        this.metrics = metrics;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** What is posted. */
    record Body(String type, UUID eventId, @JsonUnwrapped AlertEvent event) {}

    Uni<List<Delivery>> claim(int most) {
        return deliveries.claim(most, config.timeout().multipliedBy(2).plus(GRACE));
    }

    /** One attempt, and the note of how it ended. */
    Uni<Void> send(Delivery delivery) {
        return delivery.receiver()
                .map(receiver -> calls.post(receiver.url(), headers(delivery, receiver), body(delivery))
                        .chain(attempt -> note(delivery, attempt)))
                .orElseGet(() -> {
                    metrics.webhooks("cancelled").increment();
                    return deliveries.end(delivery, Delivery.State.CANCELLED, Attempt.failed("no webhook any more"));
                });
    }

    private Uni<Void> note(Delivery delivery, Attempt attempt) {
        if (attempt.isDelivered()) {
            metrics.webhooks("delivered").increment();
            return deliveries.end(delivery, Delivery.State.DELIVERED, attempt);
        }
        if (attempt.isGone() || delivery.attempt() >= config.attempts()) {
            metrics.webhooks("failed").increment();
            return deliveries.end(delivery, Delivery.State.FAILED, attempt);
        }
        metrics.webhooks("retried").increment();
        Duration wait = new BackOff(config.backOff(), config.maxBackOff())
                .after(
                        delivery.attempt(),
                        attempt.retryAfter(),
                        ThreadLocalRandom.current().nextDouble());
        return deliveries.postpone(delivery, wait, attempt);
    }

    private Map<String, String> headers(Delivery delivery, Delivery.Receiver receiver) {
        return Map.of(
                "Content-Type",
                "application/json",
                "User-Agent",
                "Truemark",
                "Idempotency-Key",
                delivery.id().toString(),
                Signature.HEADER,
                Signature.of(receiver.secret(), clock.instant(), body(delivery)));
    }

    private byte[] body(Delivery delivery) {
        try {
            return mapper.writeValueAsBytes(new Body("alert", delivery.id(), delivery.event()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that cannot be written", e);
        }
    }
}
