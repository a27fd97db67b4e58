package dev.truemark.portfolio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.core.ledger.Policy;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Publisher;
import dev.truemark.platform.messaging.Topics;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Sorting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final Publisher publisher;
    private final Topics topics;
    private final ObjectMapper mapper;
    private final Clock clock;

    PortfolioService(
            PortfolioRepository portfolios, Publisher publisher, Topics topics, ObjectMapper mapper, Clock clock) {
        this.portfolios = portfolios;
        this.publisher = publisher;
        this.topics = topics;
        this.mapper = mapper;
        this.clock = clock;
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

    Uni<Changed> change(UUID owner, String pathId, PortfolioFields fields) {
        return get(owner, pathId).chain(before -> {
            fields.checkChange(before.portfolioId());
            return portfolios
                    .update(owner, before.id(), fields)
                    .chain(done -> done ? Uni.createFrom().voidItem() : refuse(owner, before))
                    .chain(() -> changePolicy(before, fields.policyOn(before.policy())))
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

    private Uni<Optional<Policy>> changePolicy(Portfolio portfolio, Policy wanted) {
        if (wanted.equals(portfolio.policy())) return Uni.createFrom().item(Optional.empty());
        return publisher
                .sendAll(java.util.List.of(new OutRecord(
                        topics.rawTransactions(),
                        portfolio.owner() + "|" + portfolio.portfolioId(),
                        policyReceived(portfolio, wanted))))
                .replaceWith(Optional.of(wanted));
    }

    private String policyReceived(Portfolio portfolio, Policy wanted) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("portfolio_id", portfolio.portfolioId());
        data.put("cost_method", wanted.costMethod());
        data.put("oversell", wanted.oversell());
        data.put("dividend_treatment", wanted.dividendTreatment());
        data.put("cash_tracking", wanted.cashTracking());
        Map<String, Object> event = new LinkedHashMap<>();
        UUID eventId = UUID.randomUUID();
        event.put("event_id", eventId);
        event.put("event_type", "policy.received");
        event.put("schema_version", 1);
        event.put("occurred_at", clock.instant());
        event.put("recorded_at", null);
        event.put("correlation_id", eventId);
        event.put("owner", portfolio.owner());
        event.put("data", data);
        try {
            return mapper.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that cannot be written", e);
        }
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
