package dev.truemark.stream;

import dev.truemark.auth.Caller;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.ledger.PortfolioVersions;
import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.portfolio.PortfolioService;
import dev.truemark.valuation.StaleLimits;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The books as the ledger keeps them. */
@ApplicationScoped
class LedgerBooks implements LiveBooksSource {
    private final PortfolioService portfolios;
    private final LedgerReads ledger;
    private final PortfolioVersions versions;
    private final StaleLimits limits;

    LedgerBooks(PortfolioService portfolios, LedgerReads ledger, PortfolioVersions versions, StaleLimits limits) {
        this.portfolios = portfolios;
        this.ledger = ledger;
        this.versions = versions;
        this.limits = limits;
    }

    @Override
    public Uni<Optional<PortfolioKey>> find(Caller caller, String ref) {
        return ifThere(Uni.createFrom()
                .deferred(() -> portfolios.get(caller.id(), ref))
                .map(found -> new PortfolioKey(found.owner(), found.id())));
    }

    @Override
    public Uni<Optional<LiveBooks>> load(PortfolioKey key, long held) {
        return ifThere(ledger.books(BooksQuery.now(key.owner(), key.id().toString()))
                .map(books -> LiveBooks.of(books, limits.of(books)))
                .chain(books -> restated(books, held)));
    }

    private Uni<LiveBooks> restated(LiveBooks books, long held) {
        if (held < 0) return Uni.createFrom().item(books);
        return versions.restatedFrom(books.key().id(), held, books.version()).map(books::restated);
    }

    @Override
    public Uni<Map<PortfolioKey, Long>> versions(Collection<PortfolioKey> keys) {
        return versions.of(keys.stream().map(PortfolioKey::id).toList()).map(found -> {
            Map<PortfolioKey, Long> byKey = new HashMap<>();
            for (PortfolioKey key : keys) {
                Long version = found.get(key.id());
                if (version != null) byKey.put(key, version);
            }
            return byKey;
        });
    }

    private static <T> Uni<Optional<T>> ifThere(Uni<T> read) {
        return read.map(Optional::of)
                .onFailure(failure ->
                        failure instanceof ProblemException problem && problem.type() == CommonProblems.NOT_FOUND)
                .recoverWithItem(Optional.empty());
    }
}
