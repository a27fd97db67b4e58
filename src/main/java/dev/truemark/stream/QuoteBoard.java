package dev.truemark.stream;

import dev.truemark.core.money.Exact;
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
            quotes.apply(symbol).ifPresent(quote -> slot.offer(symbol, frame(symbol, quote)));
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

    /** @param quotes by the name that they may have been asked for */
    void tell(Map<String, Quote> quotes) {
        quotes.forEach((name, quote) -> {
            Set<QuoteSlot> slots = bySymbol.get(name);
            if (slots == null) return;
            String frame = frame(name, quote);
            slots.forEach(slot -> slot.offer(name, frame));
        });
    }

    boolean isEmpty() {
        return bySymbol.isEmpty();
    }

    private static String frame(String name, Quote quote) {
        return "{\"type\":\"quote\",\"symbol\":" + Header.quoted(name) + ",\"price\":\""
                + Exact.plain(quote.price()) + "\",\"price_time\":\"" + quote.priceTime() + "\",\"volume\":"
                + quote.volume().map(volume -> '"' + Exact.plain(volume) + '"').orElse("null")
                + '}';
    }
}
