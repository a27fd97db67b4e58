package dev.truemark.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.platform.idempotency.FirstAnswers;
import dev.truemark.platform.idempotency.IdempotencyKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes rules, once per key: the id of a rule follows from the key, so that one which was made and not yet answered is found
 * again.
 */
@ApplicationScoped
class AlertRuleCreation {
    private final AlertRules rules;
    private final ObjectMapper mapper;
    private final Pool pool;

    AlertRuleCreation(AlertRules rules, ObjectMapper mapper, Pool pool) {
        this.rules = rules;
        this.mapper = mapper;
        this.pool = pool;
    }

    /** @param replayed it was made before, under the same key, and this is what was answered then */
    record Created(AlertRuleView view, boolean replayed) {}

    /** @param key the caller's name for the request */
    Uni<Created> create(UUID owner, String portfolioId, AlertRuleRequest wanted, Optional<String> key) {
        if (key.isEmpty()) {
            return make(owner, portfolioId, UUID.randomUUID(), wanted).map(view -> new Created(view, false));
        }
        IdempotencyKey named = IdempotencyKey.of(owner, key.get(), text(List.of(portfolioId, wanted)));
        UUID id = UUID.nameUUIDFromBytes(
                (owner + " alert rule " + named.value() + named.requestHash()).getBytes(StandardCharsets.UTF_8));
        return pool.withTransaction(tx -> FirstAnswers.claim(tx, named)
                .chain(former -> former.map(answer -> Uni.createFrom().item(new Created(read(answer), true)))
                        .orElseGet(() -> make(owner, portfolioId, id, wanted)
                                .call(view ->
                                        FirstAnswers.keep(tx, named, new String(text(view), StandardCharsets.UTF_8)))
                                .map(view -> new Created(view, false)))));
    }

    private Uni<AlertRuleView> make(UUID owner, String portfolioId, UUID id, AlertRuleRequest wanted) {
        return rules.create(owner, portfolioId, id, wanted).map(made -> AlertRuleView.of(made, made.webhookSecret));
    }

    private byte[] text(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what cannot be written: " + value.getClass(), e);
        }
    }

    private AlertRuleView read(String answer) {
        try {
            return mapper.readValue(answer, AlertRuleView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that cannot be read again", e);
        }
    }
}
