package dev.truemark.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Who watches what on this instance. Everything here happens on one serial executor, which owns the live portfolios:
 * books are loaded when the first subscription comes, nothing of them is valued any more when the last one has left, and
 * a state joins its market in one look, so no tick is missed and none is folded twice.
 */
final class Hub {
    private static final Logger LOG = Logger.getLogger(Hub.class);
    /** Between two computations of the day of one portfolio. */
    private static final Duration DAY_PAUSE = Duration.ofMillis(250);

    private static final Duration RELOAD_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration RELOAD_AFTER_LAG = Duration.ofMillis(100);
    private static final Duration RELOAD_AFTER_RENAMING = Duration.ofSeconds(1);

    private final HubThread thread;
    private final LiveMarket market;
    private final LiveBooksSource source;
    private final FigureViews views;
    private final Clock clock;
    private final Supplier<String> epochs;
    private final Duration heartbeat;
    private final StreamMetrics metrics;
    private final Resting resting;
    private final Map<PortfolioKey, Entry> entries = new HashMap<>();
    private final Watches watches = new Watches();
    private final QuoteBoard quotes = new QuoteBoard();
    private final MarketLook look;
    private final LiveDays days;

    Hub(
            HubThread thread,
            LiveMarket market,
            LiveBooksSource source,
            DaySource days,
            FigureViews views,
            Clock clock,
            Supplier<String> epochs,
            Duration heartbeat,
            Duration linger,
            StreamMetrics metrics) {
        this.thread = thread;
        this.market = market;
        this.source = source;
        this.views = views;
        this.clock = clock;
        this.epochs = epochs;
        this.heartbeat = heartbeat;
        this.metrics = metrics;
        this.resting = new Resting(thread, linger);
        this.look = new MarketLook(
                market,
                watches,
                quotes,
                metrics,
                broken -> end(broken.live().books().key(), StreamError.UNAVAILABLE, "subscribe again"),
                this::renamed);
        this.days = new LiveDays(thread, days, watches, look, DAY_PAUSE);
        look.follow(thread);
    }

    /** Subscribes; the answer comes through the slot. */
    void join(PortfolioKey key, PortfolioSlot slot) {
        thread.run(() -> {
            Entry entry = entries.computeIfAbsent(key, first -> new Entry());
            Optional<Watched> watched = watches.get(key);
            if (watched.isPresent()) {
                watched.get().join(slot);
                days.tend(key);
            } else {
                entry.joining().add(slot);
                load(key, entry);
            }
        });
    }

    /** Ends a subscription; with the last one the portfolio rests, in case somebody comes back. */
    void leave(PortfolioKey key, PortfolioSlot slot) {
        thread.run(() -> {
            Entry entry = entries.get(key);
            if (entry == null) return;
            entry.joining().remove(slot);
            watches.get(key).ifPresent(watched -> watched.leave(slot));
            if (entry.joining().isEmpty()
                    && watches.get(key).map(Watched::isIdle).orElse(true)) {
                watches.get(key).ifPresent(resting::keep);
                forget(key);
            }
            days.tend(key);
        });
    }

    /** Answers with a snapshot; nothing where the subscription has not begun yet, since one is on its way then. */
    void snap(PortfolioKey key, PortfolioSlot slot) {
        thread.run(() -> watches.get(key).ifPresent(watched -> watched.snap(slot)));
    }

    void hear(QuoteSlot slot, Set<String> symbols) {
        thread.run(() -> {
            look.look();
            quotes.add(slot, symbols, market::quote);
        });
    }

    void unhear(QuoteSlot slot, Set<String> symbols) {
        thread.run(() -> quotes.remove(slot, symbols));
    }

    /** The books of a portfolio have moved on; nothing to do unless somebody here watches it and has not heard. */
    void booksChanged(PortfolioKey key, long version, Cause cause, Instant eventTime) {
        thread.run(() -> {
            Entry entry = entries.get(key);
            if (entry != null && version > held(key) && entry.want(version, cause, eventTime)) load(key, entry);
        });
    }

    /** Compares what is watched with the books, in case an event was missed. */
    void recheck() {
        thread.run(() -> {
            if (entries.isEmpty()) return;
            Set<PortfolioKey> asked = Set.copyOf(entries.keySet());
            source.versions(asked)
                    .subscribe()
                    .with(
                            versions -> thread.run(() -> compare(asked, versions)),
                            failure -> LOG.warnf("versions not read: reason=%s", failure.toString()));
        });
    }

    private void compare(Set<PortfolioKey> asked, Map<PortfolioKey, Long> versions) {
        for (PortfolioKey key : asked) {
            Long version = versions.get(key);
            if (version == null) end(key, StreamError.NOT_FOUND, "no such portfolio");
            else booksChanged(key, version, new Cause(Cause.Type.TRANSACTION, List.of()), clock.instant());
            if (isDayOver(key)) load(key, entries.get(key));
        }
    }

    /** A new day may bring what was booked for it in advance. */
    private boolean isDayOver(PortfolioKey key) {
        return watches.get(key)
                .map(each -> each.live().books())
                .filter(books ->
                        LocalDate.ofInstant(clock.instant(), books.zone()).isAfter(books.asOf()))
                .isPresent();
    }

    private long held(PortfolioKey key) {
        return watches.get(key).map(each -> each.live().books().version()).orElse(-1L);
    }

    private void load(PortfolioKey key, Entry entry) {
        if (!entry.beginLoad()) return;
        market.ready()
                .chain(() -> source.load(key, Math.max(held(key), resting.held(key))))
                .subscribe()
                .with(
                        books -> thread.run(() -> loaded(key, entry, books)),
                        failure -> thread.run(() -> notLoaded(key, entry, failure)));
    }

    private void loaded(PortfolioKey key, Entry entry, Optional<LiveBooks> books) {
        if (entries.get(key) != entry) return;
        entry.endLoad();
        if (books.isEmpty()) {
            end(key, StreamError.NOT_FOUND, "no such portfolio");
            return;
        }
        look.look((view, telling) -> take(key, entry, books.get(), view, telling));
        watches.get(key).ifPresent(watched -> entry.takeJoining().forEach(watched::join));
        days.tend(key);
        if (entry.isBehind(held(key))) loadLater(key, entry, RELOAD_AFTER_LAG);
    }

    private void loadLater(PortfolioKey key, Entry entry, Duration pause) {
        thread.after(pause.toNanos(), () -> {
            if (entries.get(key) == entry) load(key, entry);
        });
    }

    /** An instrument has new terms, and soon its name in the books too. */
    private void renamed(Watched watched) {
        PortfolioKey key = watched.live().books().key();
        Entry entry = entries.get(key);
        if (entry != null) loadLater(key, entry, RELOAD_AFTER_RENAMING);
    }

    private void take(PortfolioKey key, Entry entry, LiveBooks books, MarketView view, MarketLook.Telling telling) {
        Optional<Watched> before = watches.get(key);
        if (before.isEmpty()) {
            resting.take(books)
                    .ifPresentOrElse(watched -> revive(watched, books, entry, view, telling), () -> watch(books, view));
            beatLater(key, entry);
            metrics.portfolios().set(watches.all().size());
        } else if (books.isNewerThan(before.get().live().books())) {
            Watched watched = before.get();
            if (books.restatedFrom().isPresent()) {
                watch(books, view).restate(watched, books.restatedFrom().get());
            } else if (watched.live().books().isComparable(books)) {
                Optional<Change> change = watched.live().rebook(books, entry.cause(), entry.eventTime(), view);
                watched.rebooked();
                watches.index(watched);
                change.ifPresent(each -> telling.tell(watched, each));
            } else {
                watch(books, view).takeOver(watched, "the portfolio is measured otherwise");
            }
        } else if (books.isSameWithOtherLabels(before.get().live().books())) {
            before.get().relabel(books);
        }
    }

    /** Goes on with what nobody watched for a while. */
    private void revive(Watched watched, LiveBooks books, Entry entry, MarketView view, MarketLook.Telling telling) {
        LivePortfolio live = watched.live();
        if (books.isNewerThan(live.books())) {
            live.rebook(books, entry.cause(), clock.instant(), view).ifPresent(each -> telling.tell(watched, each));
        } else {
            live.relabel(books);
        }
        live.age(view).ifPresent(each -> telling.tell(watched, each));
        watches.putBack(watched);
    }

    private Watched watch(LiveBooks books, MarketView view) {
        Watched watched =
                new Watched(new LivePortfolio(books, view), epochs.get(), views, thread::after, thread::nanoTime);
        watches.put(watched);
        return watched;
    }

    private void notLoaded(PortfolioKey key, Entry entry, Throwable failure) {
        if (entries.get(key) != entry) return;
        entry.endLoad();
        LOG.warnf("books not read: portfolioId=%s reason=%s", key.id(), failure.toString());
        for (PortfolioSlot slot : entry.takeJoining()) {
            slot.end(StreamError.UNAVAILABLE, "the books cannot be read now; subscribe again later");
        }
        if (watches.get(key).isEmpty()) forget(key);
        else loadLater(key, entry, RELOAD_AFTER_FAILURE);
    }

    private void beatLater(PortfolioKey key, Entry entry) {
        thread.after(heartbeat.toNanos(), () -> {
            if (entries.get(key) != entry) return;
            look.look((view, telling) -> watches.get(key).ifPresent(watched -> {
                watched.live().age(view).ifPresent(change -> telling.tell(watched, change));
                watches.index(watched);
            }));
            watches.get(key).ifPresent(Watched::heartbeat);
            days.beat(key);
            beatLater(key, entry);
        });
    }

    private void end(PortfolioKey key, StreamError why, String detail) {
        Entry entry = entries.get(key);
        if (entry == null) return;
        List<PortfolioSlot> slots = new ArrayList<>(entry.joining());
        watches.get(key).ifPresent(watched -> slots.addAll(watched.slots()));
        forget(key);
        slots.forEach(slot -> slot.end(why, detail));
    }

    private void forget(PortfolioKey key) {
        entries.remove(key);
        days.drop(key);
        watches.drop(key);
        metrics.portfolios().set(watches.all().size());
    }
}
