package dev.truemark.stream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * How the hub looks at the market: it takes what changed since the last look with a view that holds exactly that, folds it
 * into the portfolios concerned, and tells of it when the market may move again. Used on the hub's thread only.
 */
final class MarketLook {
    private static final Logger LOG = Logger.getLogger(MarketLook.class);

    private final LiveMarket market;
    private final Watches watches;
    private final QuoteBoard quotes;
    private final StreamMetrics metrics;
    private final Consumer<Watched> broken;
    private final Consumer<Watched> renamed;
    private final AtomicBoolean woken = new AtomicBoolean();
    private long countedRevaluations;

    /** Takes what is to be told of a portfolio after the look. */
    interface Telling {
        void tell(Watched watched, Change change);
    }

    /**
     * @param broken  told of a portfolio whose change could not be folded or told, so that what is watched of it is void
     * @param renamed told of a portfolio of which an instrument has new terms
     */
    MarketLook(
            LiveMarket market,
            Watches watches,
            QuoteBoard quotes,
            StreamMetrics metrics,
            Consumer<Watched> broken,
            Consumer<Watched> renamed) {
        this.market = market;
        this.watches = watches;
        this.quotes = quotes;
        this.metrics = metrics;
        this.broken = broken;
        this.renamed = renamed;
    }

    /** Looks whenever something changed; many changes before the thread gets to it are one look. */
    void follow(HubThread thread) {
        market.onChange(() -> {
            if (woken.compareAndSet(false, true)) thread.run(this::look);
        });
    }

    void look() {
        look((view, telling) -> {});
    }

    /** Folds what changed since the last look, then acts on the same view of the market. */
    void look(BiConsumer<MarketView, Telling> then) {
        woken.set(false);
        List<Runnable> told = new ArrayList<>();
        Set<Watched> failed = new HashSet<>();
        Telling telling = (watched, change) -> told.add(() -> publish(watched, change, failed));
        market.look((changes, view) -> {
            watches.fold(changes, view, telling, failed);
            watches.holding(changes.instruments()).forEach(each -> told.add(() -> renamed.accept(each)));
            if (!quotes.isEmpty()) told.add(() -> quotes.tell(changes.quotes()));
            then.accept(view, telling);
        });
        told.forEach(Runnable::run);
        failed.forEach(broken);
        long revaluations = watches.revaluations();
        metrics.revaluations().add(revaluations - countedRevaluations);
        countedRevaluations = revaluations;
    }

    private static void publish(Watched watched, Change change, Set<Watched> failed) {
        try {
            watched.publish(change);
        } catch (RuntimeException fault) {
            LOG.errorf(
                    fault,
                    "change not told: portfolioId=%s",
                    watched.live().books().key().id());
            failed.add(watched);
        }
    }
}
