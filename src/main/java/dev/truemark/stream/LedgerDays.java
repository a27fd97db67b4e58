package dev.truemark.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.day.Days;
import dev.truemark.day.OpenedDay;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.market.MarketReads;
import dev.truemark.performance.DayMarket;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.valuation.Basis;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Days as the ledger and the market keep them, by the same functions and views as over REST. */
@ApplicationScoped
class LedgerDays implements DaySource {
    private final Days days;
    private final LedgerReads ledger;
    private final MarketReads market;
    private final HeavyWork heavy;
    private final ObjectMapper mapper;
    private final Pool pool;

    LedgerDays(Days days, LedgerReads ledger, MarketReads market, HeavyWork heavy, ObjectMapper mapper, Pool pool) {
        this.days = days;
        this.ledger = ledger;
        this.market = market;
        this.heavy = heavy;
        this.mapper = mapper;
        this.pool = pool;
    }

    @Override
    public Uni<OpenedDay> open(PortfolioKey key) {
        return days.open(now(key));
    }

    @Override
    public Uni<News> news(PortfolioKey key, OpenedDay day, Instant since) {
        return ledger.head(now(key)).chain(head -> {
            if (!head.knownAt().isAfter(since)) return Uni.createFrom().item(new News(since, false));
            return market.earliestChange(pool, day.securities(), since, head.knownAt(), head.zone())
                    .map(change -> new News(
                            head.knownAt(),
                            change.filter(date -> date.isBefore(day.opening().date()))
                                    .isPresent()));
        });
    }

    @Override
    public Uni<String> view(OpenedDay day, PortfolioValue value, DayMarket seen, Basis basis) {
        return heavy.run(() -> {
            try {
                return mapper.writeValueAsString(days.view(day, value, seen, basis));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a view that cannot be written", e);
            }
        });
    }

    private static BooksQuery now(PortfolioKey key) {
        return BooksQuery.now(key.owner(), key.id().toString());
    }
}
