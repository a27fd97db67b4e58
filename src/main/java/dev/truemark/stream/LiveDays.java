package dev.truemark.stream;

import dev.truemark.day.OpenedDay;
import dev.truemark.performance.DayMarket;
import dev.truemark.valuation.Basis;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The days of the portfolios of which somebody wants analytics. A day is opened when the first one does, and again when the books
 * move on, the day turns, or something becomes known of an earlier day. Its figures are computed elsewhere, one state of a
 * portfolio at a time and always the newest, so that changes that come faster are told together. Used by the hub only.
 */
final class LiveDays {
    private static final Logger LOG = Logger.getLogger(LiveDays.class);
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(1);
    /** A failure that stays is tried again ever more seldom, after a minute and four seconds at most. */
    private static final int MOST_DOUBLINGS = 6;

    private static final Duration AGAIN_AFTER_LAG = Duration.ofMillis(100);
    /** Figures of so many portfolios are computed at once: the pool for long work is for those who ask, too. */
    private static final int MOST_AT_ONCE = 2;

    private final HubThread thread;
    private final DaySource source;
    private final Watches watches;
    private final MarketLook look;
    private final long pauseNanos;
    private final Map<PortfolioKey, LiveDay> days = new HashMap<>();
    private final Set<PortfolioKey> queue = new LinkedHashSet<>();
    private int running;

    /** One that is wanted, and what is under way for it. */
    private static final class LiveDay {
        private Watched watched;
        private boolean opening;
        private boolean computing;
        private boolean asking;
        private int failures;
        private boolean outdated;
        private Optional<OpenedDay> ahead = Optional.empty();
        private Instant newsUntil = Instant.MIN;
        private DayMarket toldMarket;
    }

    /** @param pause between two computations of one portfolio, at least */
    LiveDays(HubThread thread, DaySource source, Watches watches, MarketLook look, Duration pause) {
        this.thread = thread;
        this.source = source;
        this.watches = watches;
        this.look = look;
        this.pauseNanos = pause.toNanos();
    }

    /** Does what is due for a portfolio: opens its day, or tells of it. To be called whenever something may have changed. */
    void tend(PortfolioKey key) {
        Optional<Watched> found = watches.get(key).filter(Watched::wantsDay);
        if (found.isEmpty()) {
            drop(key);
            return;
        }
        LiveDay day = days.computeIfAbsent(key, none -> new LiveDay());
        if (day.watched != found.get()) {
            day.watched = found.get();
            day.watched.onStep(() -> tend(key));
        }
        LiveBooks books = day.watched.live().books();
        day.ahead = day.ahead.filter(opened -> !isPassed(opened, books));
        Optional<OpenedDay> ready = day.ahead.filter(opened -> isOf(opened, books));
        if (ready.isPresent()) adopt(day, ready.get());
        else if (current(day).isEmpty() || day.outdated) open(key, day);
        tell(key, day);
    }

    /** Nothing of it is wanted any more. */
    void drop(PortfolioKey key) {
        LiveDay gone = days.remove(key);
        if (gone != null && gone.watched != null) {
            gone.watched.live().closeDay();
            gone.watched.onStep(() -> {});
        }
    }

    /** Asks whether something became known of earlier days, and tells of rates that moved without a step. */
    void beat(PortfolioKey key) {
        LiveDay day = days.get(key);
        if (day == null) return;
        Optional<OpenedDay> opened = current(day);
        if (opened.isPresent() && !day.asking) {
            day.asking = true;
            source.news(key, opened.get(), day.newsUntil)
                    .subscribe()
                    .with(
                            news -> thread.run(() -> heard(key, day, news)),
                            failure -> thread.run(() -> {
                                day.asking = false;
                                LOG.warnf(
                                        "news of days not read: portfolioId=%s reason=%s",
                                        key.id(), failure.toString());
                            }));
        }
        if (opened.isPresent() && !day.watched.live().dayMarket().equals(Optional.ofNullable(day.toldMarket))) {
            day.watched.oweDays();
        }
        tend(key);
    }

    private void heard(PortfolioKey key, LiveDay day, DaySource.News news) {
        day.asking = false;
        if (days.get(key) != day) return;
        if (news.until().isAfter(day.newsUntil)) day.newsUntil = news.until();
        day.outdated |= news.ofBefore();
        tend(key);
    }

    /** The opened day, if it is that of the books that are held. */
    private static Optional<OpenedDay> current(LiveDay day) {
        LivePortfolio live = day.watched.live();
        return live.openedDay().filter(opened -> isOf(opened, live.books()));
    }

    private static boolean isOf(OpenedDay opened, LiveBooks books) {
        return opened.opening().head().version() == books.version()
                && opened.opening().date().equals(books.asOf())
                && opened.opening().head().baseCurrency().equals(books.baseCurrency())
                && opened.opening().head().zone().equals(books.zone());
    }

    private static boolean isPassed(OpenedDay opened, LiveBooks books) {
        return opened.opening().head().version() < books.version()
                || opened.opening().date().isBefore(books.asOf());
    }

    private void open(PortfolioKey key, LiveDay day) {
        if (day.opening || day.ahead.isPresent()) return;
        day.opening = true;
        day.outdated = false;
        source.open(key)
                .subscribe()
                .with(
                        opened -> thread.run(() -> opened(key, day, opened)),
                        failure -> thread.run(() -> {
                            LOG.warnf("day not opened: portfolioId=%s reason=%s", key.id(), failure.toString());
                            day.outdated = true;
                            openLater(key, day, afterFailure(day));
                        }));
    }

    private void opened(PortfolioKey key, LiveDay day, OpenedDay opened) {
        if (days.get(key) != day) return;
        if (isPassed(opened, day.watched.live().books())) {
            openLater(key, day, AGAIN_AFTER_LAG.toNanos());
        } else {
            day.opening = false;
            day.failures = 0;
            day.ahead = Optional.of(opened);
            tend(key);
        }
    }

    private void adopt(LiveDay day, OpenedDay opened) {
        Watched watched = day.watched;
        day.ahead = Optional.empty();
        day.newsUntil = opened.opening().head().knownAt();
        watched.oweDays();
        look.look((view, telling) -> {
            watched.live().openDay(opened, view).ifPresent(change -> telling.tell(watched, change));
            watches.index(watched);
        });
    }

    private void tell(PortfolioKey key, LiveDay day) {
        Optional<OpenedDay> opened = current(day);
        LivePortfolio live = day.watched.live();
        Basis basis = live.basis();
        boolean isToday = LocalDate.ofInstant(basis.evaluatedAt(), live.books().zone())
                .equals(live.books().asOf());
        if (day.computing || opened.isEmpty() || !isToday) return;
        if (running >= MOST_AT_ONCE) {
            queue.add(key);
            return;
        }
        List<Watched.OwedDay> owed = day.watched.takeOwedDays();
        if (owed.isEmpty()) return;
        DayMarket market = live.dayMarket().orElseThrow();
        running++;
        day.computing = true;
        day.toldMarket = market;
        source.view(opened.get(), live.whole(), market, basis)
                .subscribe()
                .with(
                        json -> thread.run(() -> {
                            owed.forEach(each -> each.tell(json));
                            day.failures = 0;
                            rest(key, day, pauseNanos);
                        }),
                        failure -> thread.run(() -> {
                            LOG.warnf("day not computed: portfolioId=%s reason=%s", key.id(), failure.toString());
                            owed.forEach(each -> each.lane().oweDay());
                            rest(key, day, afterFailure(day));
                        }));
    }

    /** The next portfolio's turn, and this one's again after a while. */
    private void rest(PortfolioKey key, LiveDay day, long nanos) {
        running--;
        thread.after(nanos, () -> {
            day.computing = false;
            if (days.get(key) == day) tend(key);
        });
        while (running < MOST_AT_ONCE && !queue.isEmpty()) {
            PortfolioKey next = queue.iterator().next();
            queue.remove(next);
            tend(next);
        }
    }

    private static long afterFailure(LiveDay day) {
        return AGAIN_AFTER_FAILURE.toNanos() << Math.min(day.failures++, MOST_DOUBLINGS);
    }

    private void openLater(PortfolioKey key, LiveDay day, long nanos) {
        thread.after(nanos, () -> {
            day.opening = false;
            if (days.get(key) == day) tend(key);
        });
    }
}
