package dev.truemark.portfolio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.PolicyEntry;
import dev.truemark.ingest.format.Envelope;
import dev.truemark.ingest.format.PolicyEntries;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Publisher;
import dev.truemark.platform.messaging.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Hands what is said of policies to the one writer of a portfolio's books, as {@code policy.received}. */
@ApplicationScoped
class PolicyPublisher {
    private static final String EVENT = "policy.received";

    private final Publisher publisher;
    private final Topics topics;
    private final Clock clock;

    PolicyPublisher(Publisher publisher, Topics topics, Clock clock) {
        this.publisher = publisher;
        this.topics = topics;
        this.clock = clock;
    }

    /** The portfolio's own policy. */
    Uni<Void> send(Portfolio portfolio, String toldBy, Policy own) {
        ObjectNode data = data(portfolio, toldBy);
        data.put("cost_method", own.costMethod().name());
        data.put("oversell", own.oversell().name());
        data.put("dividend_treatment", own.dividendTreatment().name());
        data.put("cash_tracking", own.cashTracking().name());
        return send(portfolio, data.put("fees_in_cost", own.feesInCost()));
    }

    /**
     * All that holds from a date on or for one security.
     *
     * @param supersedes the revision that it claims to replace
     */
    Uni<Void> send(Portfolio portfolio, String toldBy, List<PolicyEntry> entries, Optional<Integer> supersedes) {
        ObjectNode data = data(portfolio, toldBy);
        data.set(PolicyEntries.FIELD, PolicyEntries.json(entries));
        supersedes.ifPresent(revision -> data.put("supersedes", revision));
        return send(portfolio, data);
    }

    private static ObjectNode data(Portfolio portfolio, String toldBy) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("portfolio_id", portfolio.portfolioId())
                .put("told_by", toldBy);
    }

    private Uni<Void> send(Portfolio portfolio, ObjectNode data) {
        UUID id = UUID.randomUUID();
        Envelope event = Envelope.of(EVENT, id, clock.instant(), id.toString(), portfolio.owner(), data);
        String key = portfolio.owner() + "|" + portfolio.portfolioId();
        return publisher.sendAll(List.of(new OutRecord(topics.rawTransactions(), key, event.toJson())));
    }
}
