package dev.truemark.stream;

import dev.truemark.core.money.Exact;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Who hears of the quotes of which symbols. Used by the hub only. */
final class QuoteBoard {
    private final Map<String, Set<QuoteSlot>> bySymbol = new HashMap<>();

    void add(QuoteSlot slot, Set<String> symbols, Function<String, Optional<Quote>> quotes) {
        for (String symbol : symbols) {
            bySymbol.computeIfAbsent(symbol, none -> new LinkedHashSet<>()).add(slot);
            quotes.apply(symbol).ifPresent(quote -> slot.offer(symbol, frame(quote)));
        }
    }

    void remove(QuoteSlot slot, Set<String> symbols) {
        for (String symbol : symbols) {
            bySymbol.computeIfPresent(symbol, (none, slots) -> {
                slots.remove(slot);
                return slots.isEmpty() ? null : slots;
            });
        }
        slot.forget(symbols);
    }

    void tell(Collection<Quote> quotes) {
        for (Quote quote : quotes) {
            Set<QuoteSlot> slots = bySymbol.get(quote.symbol());
            if (slots == null) continue;
            String frame = frame(quote);
            slots.forEach(slot -> slot.offer(quote.symbol(), frame));
        }
    }

    boolean isEmpty() {
        return bySymbol.isEmpty();
    }

    private static String frame(Quote quote) {
        return "{\"type\":\"quote\",\"symbol\":" + Header.quoted(quote.symbol()) + ",\"price\":\""
                + Exact.plain(quote.price()) + "\",\"price_time\":\"" + quote.priceTime() + "\",\"volume\":"
                + quote.volume().map(volume -> '"' + Exact.plain(volume) + '"').orElse("null")
                + '}';
    }
}
