package dev.truemark.stream;

import dev.truemark.stream.ClientMessage.SubscribePortfolio;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** What one connection watches. Used on the connection's own executor. */
final class Subscriptions {
    private final Outbox outbox;
    private final Executor connection;
    private final Surroundings around;
    private final Refusal refusal;
    private final Map<PortfolioKey, PortfolioSlot> portfolios = new HashMap<>();
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

    /** Watches a portfolio that the caller may see, in the place of the same one watched before. */
    void join(PortfolioKey key, SubscribePortfolio wish) {
        PortfolioSlot before = portfolios.get(key);
        if (before == null && portfolios.size() >= around.config().maxSubscriptions()) {
            refusal.refuse(wish.portfolioId(), StreamError.TOO_MANY_SUBSCRIPTIONS, "more portfolios than the limit");
            return;
        }
        PortfolioSlot slot = new PortfolioSlot(
                outbox,
                wish,
                around.metrics().conflated(),
                (gone, why, detail) -> connection.execute(() -> ended(key, gone, wish.portfolioId(), why, detail)));
        portfolios.put(key, slot);
        around.hub().join(key, slot);
        if (before == null) around.metrics().subscriptions().incrementAndGet();
        else drop(key, before);
    }

    void leave(String portfolioId) {
        Optional<Map.Entry<PortfolioKey, PortfolioSlot>> subscribed = named(portfolioId);
        if (subscribed.isEmpty()) {
            refusal.refuse(portfolioId, StreamError.NOT_SUBSCRIBED, "not subscribed");
            return;
        }
        PortfolioKey key = subscribed.get().getKey();
        drop(key, portfolios.remove(key));
        around.metrics().subscriptions().decrementAndGet();
    }

    void snap(String portfolioId) {
        named(portfolioId)
                .ifPresentOrElse(
                        each -> around.hub().snap(each.getKey(), each.getValue()),
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
        portfolios.forEach(around.hub()::leave);
        around.metrics().subscriptions().addAndGet(-portfolios.size());
        portfolios.clear();
        unhear(Set.copyOf(quotes.symbols()));
    }

    private void ended(PortfolioKey key, PortfolioSlot slot, String portfolioId, StreamError why, String detail) {
        if (!portfolios.remove(key, slot)) return;
        outbox.remove(slot);
        around.metrics().subscriptions().decrementAndGet();
        refusal.refuse(portfolioId, why, detail);
    }

    private void drop(PortfolioKey key, PortfolioSlot slot) {
        around.hub().leave(key, slot);
        outbox.remove(slot);
    }

    private Optional<Map.Entry<PortfolioKey, PortfolioSlot>> named(String portfolioId) {
        return portfolios.entrySet().stream()
                .filter(each -> each.getValue().isNamed(portfolioId))
                .findFirst();
    }
}
