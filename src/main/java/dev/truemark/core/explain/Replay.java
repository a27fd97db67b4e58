package dev.truemark.core.explain;

import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.PortfolioBooks;
import dev.truemark.core.ledger.TransactionKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The books of securities as derivations, each with those of the securities that lots came from, in the order of booking. */
final class Replay {
    private final Graph graph;
    private final PortfolioBooks books;
    private final String base;
    private final Function<Booking, TransactionNodes> transactions;
    private final Map<String, SecurityNodes> replayed = new HashMap<>();
    private final Map<TransactionKey, List<EventNodes>> brought = new HashMap<>();

    Replay(Graph graph, PortfolioBooks books, String base, Function<Booking, TransactionNodes> transactions) {
        this.graph = graph;
        this.books = books;
        this.base = base;
        this.transactions = transactions;
    }

    private record Entry(String security, Booking booking, boolean isLeg) {}

    /** The book of one security; made once. */
    SecurityNodes of(String security) {
        if (!replayed.containsKey(security)) replay(sources(security));
        return replayed.get(security);
    }

    /** The security and all that lots of it came from. */
    private Set<String> sources(String security) {
        Set<String> all = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(security));
        while (!open.isEmpty()) {
            String next = open.remove();
            if (!all.add(next)) continue;
            for (Booking leg : books.book(next).legs())
                open.add(leg.transaction().securityId());
        }
        return all;
    }

    private void replay(Set<String> securities) {
        List<Entry> entries = new ArrayList<>();
        for (String security : securities) {
            BookResult book = books.book(security);
            replayed.put(security, new SecurityNodes(graph, security, book, base, brought));
            book.bookings().forEach(booking -> entries.add(new Entry(security, booking, false)));
            book.legs().forEach(booking -> entries.add(new Entry(security, booking, true)));
        }
        entries.removeIf(entry -> entry.booking().status() == Booking.Status.REJECTED);
        entries.sort(Comparator.<Entry, OrderKey>comparing(
                        entry -> entry.booking().transaction().order())
                .thenComparing(Entry::isLeg));
        for (Entry entry : entries) {
            replayed.get(entry.security()).take(entry.booking(), transactions.apply(entry.booking()), entry.isLeg());
        }
    }
}
