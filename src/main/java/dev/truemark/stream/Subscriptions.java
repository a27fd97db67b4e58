package dev.truemark.stream;

import dev.truemark.stream.ClientMessage.SubscribePast;
import dev.truemark.stream.ClientMessage.SubscribePortfolio;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/** What one connection watches. Used on the connection's own executor. */
final class Subscriptions {
    private final Outbox outbox;
    private final Executor connection;
    private final Surroundings around;
    private final Refusal refusal;
    private final Map<PortfolioKey, Watching> portfolios = new HashMap<>();
    private final QuoteSlot quotes;

    /** How a subscription is refused or ended. */
    @FunctionalInterface
    interface Refusal {
        void refuse(String portfolioId, StreamError why, String detail);
    }

    Subscriptions(Outbox outbox, Executor connection, Surroundings around, Refusal refusal) {
        this.outbox = outbox;
        this.connection = connection;
        this.around = around;
        this.refusal = refusal;
        this.quotes = new QuoteSlot(outbox);
    }

    /** A portfolio as it is. */
    private final class Live implements Watching {
        private final PortfolioKey key;
        private final PortfolioSlot slot;

        Live(PortfolioKey key, SubscribePortfolio wish) {
            this.key = key;
            this.slot = new PortfolioSlot(
                    outbox,
                    wish,
                    around.metrics().conflated(),
                    (gone, why, detail) -> connection.execute(() -> ended(key, this, wish.portfolioId(), why, detail)));
        }

        @Override
        public boolean isNamed(String portfolioId) {
            return slot.isNamed(portfolioId);
        }

        @Override
        public void snap() {
            around.hub().snap(key, slot);
        }

        @Override
        public void leave() {
            around.hub().leave(key, slot);
            outbox.remove(slot);
        }
    }

    /** A portfolio as it was, counted among those of its user. */
    private record Past(Replay replay, Replays all, UUID user) implements Watching {
        @Override
        public boolean isNamed(String portfolioId) {
            return replay.isNamed(portfolioId);
        }

        @Override
        public void snap() {
            replay.snap();
        }

        @Override
        public void leave() {
            replay.leave();
            all.release(user);
        }
    }

    /** Watches a portfolio that the caller may see, in the place of the same one watched before. */
    void join(PortfolioKey key, SubscribePortfolio wish) {
        if (isFull(key, wish.portfolioId())) return;
        Live live = new Live(key, wish);
        Optional<Watching> before = put(key, live);
        around.hub().join(key, live.slot);
        before.ifPresent(Watching::leave);
    }

    /** The same of its past; another past of it is left first, so that it makes room. */
    void travel(UUID user, PortfolioKey key, SubscribePast wish) {
        if (isFull(key, wish.portfolioId())) return;
        if (portfolios.get(key) instanceof Past) remove(key).ifPresent(Watching::leave);
        Optional<Replay> made = around.replays()
                .make(
                        user,
                        key,
                        wish,
                        outbox,
                        (gone, why, detail) -> connection.execute(() ->
                                ended(key, new Past(gone, around.replays(), user), wish.portfolioId(), why, detail)));
        if (made.isEmpty()) {
            refusal.refuse(wish.portfolioId(), StreamError.TOO_MANY_REPLAYS, "more replays than the limit");
            return;
        }
        put(key, new Past(made.get(), around.replays(), user)).ifPresent(Watching::leave);
        around.replays().begin(made.get());
    }

    void leave(String portfolioId) {
        named(portfolioId)
                .flatMap(this::remove)
                .ifPresentOrElse(
                        Watching::leave,
                        () -> refusal.refuse(portfolioId, StreamError.NOT_SUBSCRIBED, "not subscribed"));
    }

    void snap(String portfolioId) {
        named(portfolioId)
                .map(portfolios::get)
                .ifPresentOrElse(
                        Watching::snap,
                        () -> refusal.refuse(portfolioId, StreamError.NOT_SUBSCRIBED, "not subscribed"));
    }

    /** False if that would be more symbols than the limit. */
    boolean hear(Set<String> symbols) {
        Set<String> all = new HashSet<>(quotes.symbols());
        all.addAll(symbols);
        if (all.size() > around.config().maxSymbols()) return false;
        quotes.symbols().addAll(symbols);
        outbox.control(Frames.subscribed(symbols));
        around.hub().hear(quotes, symbols);
        return true;
    }

    void unhear(Set<String> symbols) {
        quotes.symbols().removeAll(symbols);
        around.hub().unhear(quotes, symbols);
    }

    void leaveAll() {
        for (PortfolioKey key : List.copyOf(portfolios.keySet())) remove(key).ifPresent(Watching::leave);
        unhear(Set.copyOf(quotes.symbols()));
    }

    private boolean isFull(PortfolioKey key, String portfolioId) {
        if (portfolios.containsKey(key) || portfolios.size() < around.config().maxSubscriptions()) return false;
        refusal.refuse(portfolioId, StreamError.TOO_MANY_SUBSCRIPTIONS, "more portfolios than the limit");
        return true;
    }

    private Optional<Watching> put(PortfolioKey key, Watching now) {
        Watching before = portfolios.put(key, now);
        if (before == null) around.metrics().subscriptions().incrementAndGet();
        return Optional.ofNullable(before);
    }

    private Optional<Watching> remove(PortfolioKey key) {
        Watching gone = portfolios.remove(key);
        if (gone != null) around.metrics().subscriptions().decrementAndGet();
        return Optional.ofNullable(gone);
    }

    /** The hub, or the past, has nothing more to say of it. */
    private void ended(PortfolioKey key, Watching gone, String portfolioId, StreamError why, String detail) {
        if (!gone.equals(portfolios.get(key))) return;
        remove(key).ifPresent(Watching::leave);
        refusal.refuse(portfolioId, why, detail);
    }

    private Optional<PortfolioKey> named(String portfolioId) {
        return portfolios.entrySet().stream()
                .filter(each -> each.getValue().isNamed(portfolioId))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
