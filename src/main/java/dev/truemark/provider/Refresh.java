package dev.truemark.provider;

import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.provider.MarketDataProvider.Answer;
import dev.truemark.provider.MarketDataProvider.Close;
import dev.truemark.provider.MarketDataProvider.LeftOut;
import dev.truemark.provider.MarketDataProvider.Quoted;
import dev.truemark.provider.MarketDataProvider.Reason;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks for what is held, and tells what of the answers may be believed. Several failed requests in a row end it; single ones
 * are left out until the next turn. For one thread.
 */
final class Refresh {
    private final MarketDataProvider provider;
    private final PriceRecords records;
    private final Consumer<List<OutRecord>> publish;
    private final ProviderConfig config;
    private final ProviderMetrics metrics;
    private final Clock clock;
    /** What was told last of each security, so that a market that is closed is not told once a minute. */
    private final Map<String, Quoted> lastTold = new HashMap<>();

    private int failuresInARow;

    /** @param publish returns when the broker has them */
    Refresh(
            MarketDataProvider provider,
            PriceRecords records,
            Consumer<List<OutRecord>> publish,
            ProviderConfig config,
            ProviderMetrics metrics,
            Clock clock) {
        this.provider = provider;
        this.records = records;
        this.publish = publish;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @param probing whether the first failure is to end it, as after a rest */
    void begin(boolean probing) {
        if (probing) failuresInARow = config.failures() - 1;
        if (lastTold.size() > config.maxSecurities()) lastTold.clear();
    }

    /**
     * Tells the newest prices of these securities.
     *
     * @throws ProviderFailure if the provider is to be left alone
     */
    void quotes(List<Held> some) {
        Map<String, List<Held>> bySymbol = new HashMap<>();
        for (Held each : some) {
            each.asked()
                    .ifPresent(symbol -> bySymbol.computeIfAbsent(symbol, s -> new ArrayList<>())
                            .add(each));
        }
        if (bySymbol.isEmpty()) return;
        List<String> symbols = bySymbol.keySet().stream().sorted().toList();
        Map<String, Quoted> news = new HashMap<>();
        List<OutRecord> told = new ArrayList<>();
        for (Quoted quoted : asked(() -> provider.quotes(symbols))) {
            for (Held held : bySymbol.getOrDefault(quoted.symbol(), List.of())) {
                if (!isIn(quoted.currency(), held, quoted.symbol())) continue;
                if (quoted.equals(lastTold.get(held.securityId()))) continue;
                news.put(held.securityId(), quoted);
                told.add(records.quote(held, quoted, clock.instant()));
            }
        }
        tell("quote", told);
        lastTold.putAll(news);
    }

    /**
     * Tells the closes of a security of the days of which nobody told a price.
     *
     * @param known days that need none
     * @throws ProviderFailure if the provider is to be left alone
     */
    void history(Held held, Set<LocalDate> known) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate from = today.minusDays(config.historyDays());
        boolean complete = from.datesUntil(today)
                .allMatch(day -> known.contains(day) || day.getDayOfWeek().getValue() > 5);
        if (complete || held.asked().isEmpty()) return;
        String symbol = held.asked().get();
        List<OutRecord> told = new ArrayList<>();
        for (Close close : asked(() -> provider.history(symbol, from))) {
            if (!known.contains(close.date()) && isIn(close.currency(), held, symbol))
                told.add(records.close(held, close, clock.instant()));
        }
        tell("close", told);
    }

    private <T> List<T> asked(Supplier<Answer<T>> question) {
        try {
            Answer<T> answer = question.get();
            failuresInARow = 0;
            metrics.leftOut(answer.leftOut());
            return answer.told();
        } catch (ProviderFailure failure) {
            if (failure instanceof ProviderFailure.Limited || ++failuresInARow >= config.failures()) {
                failuresInARow = 0;
                throw failure;
            }
            return List.of();
        }
    }

    private boolean isIn(String currency, Held held, String symbol) {
        if (held.mayBeIn(currency)) return true;
        metrics.leftOut(List.of(new LeftOut(symbol, Reason.OTHER_CURRENCY)));
        return false;
    }

    private void tell(String kind, List<OutRecord> told) {
        if (told.isEmpty()) return;
        publish.accept(told);
        metrics.told(kind, told.size());
    }
}
