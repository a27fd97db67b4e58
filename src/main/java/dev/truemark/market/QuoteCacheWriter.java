package dev.truemark.market;

import dev.truemark.platform.roles.Role;
import dev.truemark.platform.roles.Roles;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes the newest quotes to Redis behind the book: of each symbol only the newest, one pipeline at a time, so that a
 * slow Redis holds nothing up and costs one name per symbol.
 */
@ApplicationScoped
public class QuoteCacheWriter {
    private static final int BEFORE_THE_FEED = 10;

    private final QuoteBook book;
    private final QuoteCache cache;
    private final QuoteConfig config;
    private final Clock clock;
    private final boolean writes;
    private final Set<String> pending = new LinkedHashSet<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("truemark-quote-cache").factory());
    private boolean running;

    QuoteCacheWriter(QuoteBook book, QuoteCache cache, QuoteConfig config, Clock clock, Roles roles) {
        this.book = book;
        this.cache = cache;
        this.config = config;
        this.clock = clock;
        this.writes = roles.has(Role.MARKET);
    }

    void start(@Observes @Priority(BEFORE_THE_FEED) StartupEvent started) {
        if (writes) book.onTick(this::changed);
    }

    /** Writes the newest quotes of these symbols again, of those that the book has; they live anew from then on. */
    public void warm(Collection<String> symbols) {
        synchronized (pending) {
            pending.addAll(symbols);
            if (!writes || running || pending.isEmpty()) return;
            running = true;
        }
        executor.execute(this::writeSome);
    }

    private void changed(List<Tick> ticks) {
        synchronized (pending) {
            for (Tick tick : ticks) {
                if (tick instanceof Tick.PriceTick price && price.newest()) pending.add(price.symbol());
            }
            if (running || pending.isEmpty()) return;
            running = true;
        }
        executor.execute(this::writeSome);
    }

    private void writeSome() {
        List<String> symbols = take();
        if (symbols.isEmpty()) return;
        Instant now = clock.instant();
        List<QuoteView> quotes = book.read(state -> symbols.stream()
                .flatMap(symbol -> state.priceOfSymbol(symbol).stream())
                .map(price -> QuoteView.of(price, now, config.staleAfter()))
                .toList());
        Uni<Boolean> put = quotes.isEmpty() ? Uni.createFrom().item(true) : cache.put(quotes);
        put.emitOn(executor).subscribe().with(taken -> writeSome(), failure -> writeSome());
    }

    /** What Redis did not take is not tried again: it would live for a minute only, and the next tick brings more. */
    private List<String> take() {
        synchronized (pending) {
            List<String> some = new ArrayList<>();
            for (Iterator<String> each = pending.iterator(); each.hasNext() && some.size() < config.cacheBatch(); ) {
                some.add(each.next());
                each.remove();
            }
            if (some.isEmpty()) running = false;
            return some;
        }
    }

    @PreDestroy
    void close() {
        executor.shutdownNow();
    }
}
