package dev.truemark.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.core.ledger.Policies;
import dev.truemark.ingest.ToldTransactions;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.market.Instrument;
import dev.truemark.market.MarketReads;
import dev.truemark.portfolio.Portfolio;
import dev.truemark.portfolio.PortfolioService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The lines of a portfolio's export, all as known at one instant.
 *
 * <p><b>Order.</b> The portfolio, its transactions, then the instruments that they named: so that only the names are
 * held, and one page. The books do not depend on the order in which they come in.
 */
@ApplicationScoped
class ExportService {
    private static final List<String> NAMES = List.of("security_id", "target_security_id");

    private final PortfolioService portfolios;
    private final LedgerReads ledger;
    private final ToldTransactions told;
    private final MarketReads market;
    private final Pool pool;
    private final ObjectMapper json;
    private final ExportConfig config;

    ExportService(
            PortfolioService portfolios,
            LedgerReads ledger,
            ToldTransactions told,
            MarketReads market,
            Pool pool,
            ObjectMapper json,
            ExportConfig config) {
        this.portfolios = portfolios;
        this.ledger = ledger;
        this.told = told;
        this.market = market;
        this.pool = pool;
        this.json = json;
        this.config = config;
    }

    /** What is exported: who it belongs to is checked, and what is known is settled. */
    record Export(Portfolio portfolio, Policies policies, Instant knownAt, Wanted wanted) {
        String name() {
            return wanted.name().orElse(portfolio.portfolioId());
        }
    }

    /**
     * @param name         under which the portfolio shall come in again; its own unless given
     * @param allRevisions every revision of a transaction, or only the newest
     * @param alone        transfers from and to other portfolios of the owner stand by themselves; otherwise those that came
     *                     in are left out, since they come again with the portfolio that sent them
     */
    record Wanted(Optional<String> name, boolean allRevisions, boolean alone) {}

    /** Fails with 404 where the caller has no such portfolio. */
    Uni<Export> of(UUID owner, String id, Wanted wanted) {
        return portfolios
                .get(owner, id)
                .chain(portfolio -> ledger.books(
                                BooksQuery.now(owner, portfolio.id().toString()))
                        .map(books -> new Export(
                                portfolio, books.head().policies(), books.head().knownAt(), wanted)));
    }

    Multi<ObjectNode> lines(Export export) {
        Set<String> securities = new TreeSet<>();
        Set<String> symbols = new TreeSet<>();
        Multi<ObjectNode> transactions = transactions(export).invoke(line -> {
            NAMES.forEach(name -> named(line, name, securities));
            if (!line.hasNonNull("security_id")) named(line, "instrument_id", symbols);
        });
        Multi<ObjectNode> instruments = Multi.createFrom()
                .deferred(() -> instruments(securities, symbols, export.knownAt())
                        .onItem()
                        .transformToMulti(all -> Multi.createFrom().iterable(all)));
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(ExportLines.of(export.portfolio(), export.policies(), export.name())),
                        transactions.map(line -> ExportLines.of(line, export.name())),
                        instruments);
    }

    private static void named(ObjectNode line, String field, Set<String> names) {
        if (line.hasNonNull(field)) names.add(line.get(field).asText());
    }

    private Multi<ObjectNode> transactions(Export export) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new AtomicReference<>(Optional.of(ToldTransactions.Place.BEGINNING)),
                        after -> told.page(
                                        export.portfolio().id(),
                                        export.knownAt(),
                                        export.wanted().allRevisions(),
                                        after.get().orElseThrow(),
                                        config.pageSize())
                                .invoke(page -> after.set(page.end())))
                .whilst(page -> page.end().isPresent())
                .onItem()
                .transformToIterable(ToldTransactions.Page::transactions)
                .select()
                .where(line -> export.wanted().alone() || !ExportLines.isSentByAnother(line))
                .map(line -> export.wanted().alone() ? ExportLines.alone(line) : line);
    }

    private Uni<List<ObjectNode>> instruments(Set<String> securities, Set<String> symbols, Instant knownAt) {
        return market.securitiesOf(pool, symbols, Optional.of(knownAt))
                .chain(found -> {
                    Set<String> all = new TreeSet<>(securities);
                    all.addAll(found.values());
                    return known(all, knownAt);
                })
                .map(known -> new TreeMap<>(known)
                        .values().stream()
                                .map(each -> ExportLines.of(each, json))
                                .toList());
    }

    private Uni<Map<String, Instrument>> known(Collection<String> securities, Instant knownAt) {
        return securities.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : market.instruments(pool, securities, Optional.of(knownAt));
    }
}
