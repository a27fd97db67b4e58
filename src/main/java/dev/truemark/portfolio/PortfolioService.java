package dev.truemark.portfolio;

import dev.truemark.auth.Caller;
import dev.truemark.core.ledger.Policy;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Sorting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Portfolios of one owner; whatever belongs to anybody else does not exist for him (404).
 *
 * <p>A profile is edited in place. A policy is a fact that re-books: it goes to {@code raw_transactions}, where the one
 * writer of the portfolio takes it in its turn.
 */
@ApplicationScoped
public class PortfolioService {
    private final PortfolioRepository portfolios;
    private final PolicyPublisher policies;

    PortfolioService(PortfolioRepository portfolios, PolicyPublisher policies) {
        this.portfolios = portfolios;
        this.policies = policies;
    }

    /** @param id the service's id or the owner's own */
    public Uni<Portfolio> get(UUID owner, String id) {
        if (id.indexOf('\0') >= 0) throw notFound();
        return portfolios.find(owner, id, uuid(id)).map(found -> found.orElseThrow(PortfolioService::notFound));
    }

    Uni<Page<Portfolio>> list(UUID owner, Sorting.Order<Portfolio> order, PageRequest page) {
        return portfolios.list(owner, order, page);
    }

    /** @param awaited the policy handed to the books but perhaps not in force yet; empty if none was changed */
    record Changed(Portfolio portfolio, Optional<Policy> awaited) {}

    /** @param caller the owner */
    Uni<Changed> change(Caller caller, String pathId, PortfolioFields fields) {
        UUID owner = caller.id();
        return get(owner, pathId).chain(before -> {
            fields.checkChange(before.portfolioId());
            return portfolios
                    .update(owner, before.id(), fields)
                    .chain(done -> done ? Uni.createFrom().voidItem() : refuse(owner, before))
                    .chain(() -> changePolicy(before, caller.username(), fields.policyOn(before.policy())))
                    .chain(awaited -> get(owner, before.id().toString()).map(now -> new Changed(now, awaited)));
        });
    }

    private Uni<Void> refuse(UUID owner, Portfolio before) {
        return get(owner, before.id().toString()).map(there -> {
            throw new ProblemException(
                    PortfolioProblems.PORTFOLIO_HAS_BOOKS,
                    "The base currency and the time zone stay as they are once a transaction is booked.");
        });
    }

    private Uni<Optional<Policy>> changePolicy(Portfolio portfolio, String toldBy, Policy wanted) {
        if (wanted.equals(portfolio.policy())) return Uni.createFrom().item(Optional.empty());
        return policies.send(portfolio, toldBy, wanted).replaceWith(Optional.of(wanted));
    }

    Uni<Void> delete(UUID owner, String pathId) {
        return get(owner, pathId)
                .chain(found -> portfolios.delete(owner, found.id()))
                .map(deleted -> {
                    if (!deleted) throw notFound();
                    return null;
                });
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return id.length() == 36 ? Optional.of(UUID.fromString(id)) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("There is no such portfolio.");
    }
}
