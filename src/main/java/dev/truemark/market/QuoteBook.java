package dev.truemark.market;

import dev.truemark.core.market.Moment;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.market.SourceOrder;
import dev.truemark.market.MarketFact.Telling;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The newest prices and rates of this instance, in memory: read from the facts at the start, then folded from the market
 * topics from where the facts end, so that whatever it holds is a stored fact or becomes one.
 *
 * <p>Reads and folds exclude each other for the microseconds that they take: a read sees whole batches, and the offsets
 * that belong to them.
 */
@ApplicationScoped
public class QuoteBook {
    private static final Logger LOG = Logger.getLogger(QuoteBook.class);

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<Consumer<List<Tick>>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final SourceOrder sources;
    private final QuoteConfig config;
    private final Clock clock;
    private BookState state;
    private SortedMap<String, Long> offsets = Collections.emptySortedMap();
    private Instant foldedAt = Instant.MIN;

    QuoteBook(MarketConfig market, QuoteConfig config, Clock clock) {
        this.sources = market.sourceOrder();
        this.config = config;
        this.clock = clock;
        this.state = empty();
    }

    /** Completes once the book has been read and has caught up with the logs. */
    public Uni<Void> ready() {
        return Uni.createFrom().completionStage(ready::copy);
    }

    public boolean isReady() {
        return ready.isDone();
    }

    /**
     * Tells every later change, in order, in batches that are never empty. The listener is called by the one thread that
     * folds, before anybody can read the change, and must return at once; it may call {@link #read}.
     */
    public void onTick(Consumer<List<Tick>> listener) {
        listeners.add(listener);
    }

    /** Looks at the book as it stands. The function must not wait for anything, nor keep what it is given. */
    public <T> T read(Function<MarketState, T> look) {
        lock.readLock().lock();
        try {
            Instant now = clock.instant();
            return look.apply(new View(now.isBefore(foldedAt) ? foldedAt : now));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Where the logs were folded to: the next offset by {@code topic/partition}. */
    public SortedMap<String, Long> offsets() {
        return read(MarketState::offsets);
    }

    BookState empty() {
        return new BookState(sources, config.maxKeys());
    }

    /** Puts a book that was read anew in the place of this one. */
    void replace(BookState loaded, Map<String, Long> positions) {
        lock.writeLock().lock();
        try {
            state = loaded;
            offsets = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
            foldedAt = clock.instant();
            tell(List.of(new Tick.Reloaded()));
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Folds facts, in order.
     *
     * @param positions the next offsets after them, by {@code topic/partition}
     */
    void fold(List<Telling> facts, Map<String, Long> positions) {
        lock.writeLock().lock();
        try {
            Instant now = clock.instant();
            if (now.isAfter(foldedAt)) foldedAt = now;
            List<Tick> ticks = new ArrayList<>();
            for (Telling fact : facts) state.apply(fact, foldedAt).ifPresent(ticks::add);
            SortedMap<String, Long> moved = new TreeMap<>(offsets);
            moved.putAll(positions);
            offsets = Collections.unmodifiableSortedMap(moved);
            if (!ticks.isEmpty()) tell(Collections.unmodifiableList(ticks));
        } finally {
            lock.writeLock().unlock();
        }
    }

    void caughtUp() {
        ready.complete(null);
    }

    private void tell(List<Tick> ticks) {
        for (Consumer<List<Tick>> listener : listeners) {
            try {
                listener.accept(ticks);
            } catch (RuntimeException fault) {
                LOG.errorf(fault, "a listener of the quote book failed: ticks=%d", ticks.size());
            }
        }
    }

    boolean isFull() {
        lock.readLock().lock();
        try {
            return state.isFull();
        } finally {
            lock.readLock().unlock();
        }
    }

    private final class View implements MarketState {
        private final Instant at;

        View(Instant at) {
            this.at = at;
        }

        @Override
        public Instant at() {
            return at;
        }

        @Override
        public PriceBook prices(ZoneId zone) {
            Moment moment = Moment.at(at, zone);
            return securityId -> priceOf(securityId, moment);
        }

        private Optional<Price> priceOf(String securityId, Moment moment) {
            return state.priceOf(securityId, moment).map(price -> price.as(state.quotation(securityId)));
        }

        @Override
        public RateBook rates(ZoneId zone) {
            Moment moment = Moment.at(at, zone);
            return (from, to) -> state.rate(from, to, moment);
        }

        @Override
        public SortedMap<String, Long> offsets() {
            return offsets;
        }

        @Override
        public Optional<Instrument> instrument(String securityId) {
            return state.instrument(securityId);
        }

        @Override
        public Optional<SymbolPrice> priceOfSymbol(String symbolOrSecurityId) {
            return state.priceOfSymbol(symbolOrSecurityId, Moment.at(at, ZoneOffset.UTC));
        }
    }
}
