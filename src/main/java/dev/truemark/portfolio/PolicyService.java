package dev.truemark.portfolio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.auth.Caller;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.PolicyEntry;
import dev.truemark.platform.idempotency.FirstAnswers;
import dev.truemark.platform.idempotency.IdempotencyKey;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Changes what holds from a date on or for one security: checked here, handed to the books, and once under a key. */
@ApplicationScoped
class PolicyService {
    private final PortfolioService portfolios;
    private final PolicyPublisher publisher;
    private final ObjectMapper mapper;
    private final Pool pool;

    PolicyService(PortfolioService portfolios, PolicyPublisher publisher, ObjectMapper mapper, Pool pool) {
        this.portfolios = portfolios;
        this.publisher = publisher;
        this.mapper = mapper;
        this.pool = pool;
    }

    /**
     * What is wanted in the place of what holds.
     *
     * @param supersedes the revision that it claims to replace
     * @param body       of the request, by which a repeated one is known
     */
    record Wanted(List<PolicyEntry> entries, Optional<Integer> supersedes, Object body) {}

    /** @param replayed it was asked before, under the same key, and this is what was answered then */
    record Changed(AwaitedPoliciesView view, boolean replayed) {}

    /** Fails with 404 where the caller has no such portfolio, with 409 where other policies than those replaced are the newest. */
    Uni<Changed> change(Caller caller, String id, Wanted wanted, Optional<String> key) {
        return portfolios.get(caller.id(), id).chain(portfolio -> {
            Optional<IdempotencyKey> named = key.map(
                    value -> IdempotencyKey.of(caller.id(), value, bytes(List.of(portfolio.id(), wanted.body()))));
            return pool.withTransaction(tx -> former(tx, named)
                    .chain(former -> former.map(answer -> Uni.createFrom().item(new Changed(read(answer), true)))
                            .orElseGet(() -> send(portfolio, caller, wanted)
                                    .call(view -> keep(tx, named, view))
                                    .map(view -> new Changed(view, false)))));
        });
    }

    private Uni<AwaitedPoliciesView> send(Portfolio portfolio, Caller caller, Wanted wanted) {
        int newest = portfolio.policyRevision();
        if (wanted.supersedes().filter(claimed -> claimed != newest).isPresent()) {
            throw new ProblemException(
                    PortfolioProblems.POLICIES_NOT_NEWEST, "The newest revision of the policies is " + newest + ".");
        }
        Policies then = Policies.of(portfolio.policies().own(), wanted.entries());
        boolean same = then.equals(portfolio.policies());
        AwaitedPoliciesView view = AwaitedPoliciesView.of(portfolio, wanted.entries(), !same);
        if (same) return Uni.createFrom().item(view);
        return publisher
                .send(portfolio, caller.username(), wanted.entries(), wanted.supersedes())
                .replaceWith(view);
    }

    private static Uni<Optional<String>> former(SqlConnection tx, Optional<IdempotencyKey> key) {
        return key.map(named -> FirstAnswers.claim(tx, named))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Void> keep(SqlConnection tx, Optional<IdempotencyKey> key, AwaitedPoliciesView view) {
        return key.map(named ->
                        FirstAnswers.keep(tx, named, new String(bytes(view), java.nio.charset.StandardCharsets.UTF_8)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private byte[] bytes(Object of) {
        try {
            return mapper.writeValueAsBytes(of);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what cannot be written: " + of.getClass(), e);
        }
    }

    private AwaitedPoliciesView read(String answer) {
        try {
            return mapper.readValue(answer, AwaitedPoliciesView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that cannot be read again", e);
        }
    }
}
