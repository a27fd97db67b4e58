package dev.truemark.portfolio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.platform.idempotency.FirstAnswers;
import dev.truemark.platform.idempotency.IdempotencyKey;
import dev.truemark.platform.persistence.KnowledgeClock;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Makes portfolios, each known with its first policy from one stamp on, and once under a key. */
@ApplicationScoped
class PortfolioCreation {
    private final Pool pool;
    private final PortfolioRepository portfolios;
    private final ObjectMapper mapper;

    PortfolioCreation(Pool pool, PortfolioRepository portfolios, ObjectMapper mapper) {
        this.pool = pool;
        this.portfolios = portfolios;
        this.mapper = mapper;
    }

    /** @param replayed it was made before, under the same key, and this is what was answered then */
    record Created(PortfolioView view, boolean replayed) {}

    /** @param key the caller's name for the request */
    Uni<Created> create(UUID owner, PortfolioFields fields, Optional<String> key) {
        fields.checkNew();
        Optional<IdempotencyKey> named = key.map(value -> IdempotencyKey.of(owner, value, bytes(fields)));
        return pool.withTransaction(tx -> former(tx, named)
                .chain(former -> former.map(answer -> Uni.createFrom().item(new Created(read(answer), true)))
                        .orElseGet(() -> make(tx, owner, fields, named).map(made -> new Created(made, false)))));
    }

    private static Uni<Optional<String>> former(SqlConnection tx, Optional<IdempotencyKey> key) {
        return key.map(named -> FirstAnswers.claim(tx, named))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<PortfolioView> make(
            SqlConnection tx, UUID owner, PortfolioFields fields, Optional<IdempotencyKey> key) {
        UUID id = UUID.randomUUID();
        String portfolioId = fields.portfolioId() == null ? id.toString() : fields.portfolioId();
        return KnowledgeClock.open(tx, "portfolio")
                .chain(batch -> portfolios
                        .insert(tx, batch, owner, id, portfolioId, fields)
                        .map(made -> PortfolioView.of(made.orElseThrow(() -> exists(portfolioId))))
                        .call(view -> keep(tx, key, view))
                        .call(() -> KnowledgeClock.stamp(tx, batch)));
    }

    private Uni<Void> keep(SqlConnection tx, Optional<IdempotencyKey> key, PortfolioView view) {
        return key.map(named -> FirstAnswers.keep(tx, named, text(view)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static ProblemException exists(String portfolioId) {
        return new ProblemException(
                PortfolioProblems.PORTFOLIO_EXISTS,
                "You have, or had, a portfolio " + portfolioId + "; an id is not used twice.");
    }

    private byte[] bytes(PortfolioFields fields) {
        try {
            return mapper.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fields that cannot be written", e);
        }
    }

    private String text(PortfolioView view) {
        try {
            return mapper.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view that cannot be written", e);
        }
    }

    private PortfolioView read(String answer) {
        try {
            return mapper.readValue(answer, PortfolioView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that cannot be read again", e);
        }
    }
}
