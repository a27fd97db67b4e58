package dev.truemark.stream;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The quotes that one connection has yet to hear, the newest of each symbol. */
final class QuoteSlot implements Source {
    private final Outbox outbox;
    private final Set<String> symbols = new HashSet<>();
    private final Map<String, String> waiting = new LinkedHashMap<>();

    QuoteSlot(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The symbols that the connection hears of; for the connection's own thread. */
    Set<String> symbols() {
        return symbols;
    }

    void offer(String symbol, String frame) {
        outbox.update(this, () -> waiting.put(symbol, frame));
    }

    void forget(Set<String> gone) {
        outbox.update(this, () -> waiting.keySet().removeAll(gone));
    }

    @Override
    public String next() {
        var entries = waiting.values().iterator();
        if (!entries.hasNext()) return null;
        String frame = entries.next();
        entries.remove();
        return frame;
    }

    @Override
    public boolean isEmpty() {
        return waiting.isEmpty();
    }
}
