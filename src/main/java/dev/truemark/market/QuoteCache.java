package dev.truemark.market;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Quotes in Redis, {@code stock:{SYMBOL}}, for a minute. Redis is a convenience: where it does not answer in time it is
 * left alone for a while, and everybody goes on without it.
 */
@ApplicationScoped
class QuoteCache {
    private static final Logger LOG = Logger.getLogger(QuoteCache.class);
    private static final String PREFIX = "stock:";

    private final Redis redis;
    private final ObjectMapper mapper;
    private final QuoteConfig config;
    private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());
    private volatile boolean away;

    QuoteCache(Redis redis, ObjectMapper mapper, QuoteConfig config) {
        this.redis = redis;
        this.mapper = mapper;
        this.config = config;
    }

    boolean isAway() {
        return away;
    }

    /** Those that Redis has; empty where it does not answer. Never fails. */
    Uni<Map<String, QuoteView>> get(List<String> symbols) {
        if (isLeftAlone() || symbols.isEmpty()) return Uni.createFrom().item(Map.of());
        Request get = Request.cmd(Command.MGET);
        for (String symbol : symbols) get = get.arg(PREFIX + symbol);
        Request request = get;
        return bounded(Uni.createFrom().deferred(() -> redis.send(request)))
                .map(answer -> quotesOf(symbols, answer))
                .onFailure()
                .recoverWithItem(Map.of());
    }

    /** Writes all in one pipeline; false where Redis did not take them. Never fails. */
    Uni<Boolean> put(Collection<QuoteView> quotes) {
        if (isLeftAlone()) return Uni.createFrom().item(false);
        String seconds = String.valueOf(config.cacheFor().toSeconds());
        List<Request> sets = quotes.stream()
                .map(quote -> Request.cmd(Command.SET)
                        .arg(PREFIX + quote.symbol())
                        .arg(json(quote))
                        .arg("EX")
                        .arg(seconds))
                .toList();
        return bounded(Uni.createFrom().deferred(() -> redis.batch(sets)))
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(false);
    }

    private <T> Uni<T> bounded(Uni<T> call) {
        return call.ifNoItem()
                .after(config.cacheTimeout())
                .fail()
                .onItem()
                .invoke(() -> {
                    if (away) LOG.info("redis is back");
                    away = false;
                })
                .onFailure()
                .invoke(this::leaveAlone);
    }

    private boolean isLeftAlone() {
        return away && System.nanoTime() - awayUntil.get() < 0;
    }

    private void leaveAlone(Throwable failure) {
        if (!away) LOG.warnf("redis is away, quotes go on without it: reason=%s", failure.toString());
        awayUntil.set(System.nanoTime() + config.cacheRetryAfter().toNanos());
        away = true;
    }

    private Map<String, QuoteView> quotesOf(List<String> symbols, Response answer) {
        Map<String, QuoteView> found = new HashMap<>();
        for (int i = 0; i < symbols.size() && i < answer.size(); i++) {
            Response value = answer.get(i);
            if (value != null) read(value.toString(), found, symbols.get(i));
        }
        return found;
    }

    /** What somebody else wrote there is passed over. */
    private void read(String json, Map<String, QuoteView> found, String symbol) {
        try {
            found.put(symbol, mapper.readValue(json, QuoteView.class));
        } catch (JsonProcessingException foreign) {
            LOG.debugf("not a quote in redis: symbol=%s", symbol);
        }
    }

    private String json(QuoteView quote) {
        try {
            return mapper.writeValueAsString(quote);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a quote that cannot be written", e);
        }
    }
}
