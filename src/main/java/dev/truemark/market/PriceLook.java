package dev.truemark.market;

import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.PriceRuns;
import dev.truemark.core.market.PriceTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Prices of securities at some moments, as they were read. Of many moments they are put in order when they are first asked for,
 * which is no work for an event loop.
 */
public final class PriceLook {
    private final int moments;
    private final Map<String, Set<String>> currencies;
    private final Supplier<PriceTable> read;
    private final Map<String, Quotation> quotations;
    private PriceTable table;

    private PriceLook(
            int moments,
            Map<String, Set<String>> currencies,
            Supplier<PriceTable> read,
            Map<String, Quotation> quotations) {
        this.moments = moments;
        this.currencies = currencies;
        this.read = read;
        this.quotations = quotations;
    }

    static PriceLook of(int moments, PriceRows rows) {
        return new PriceLook(moments, rows.currencies(), rows::table, Map.of());
    }

    static PriceLook of(Collection<String> securities, List<PriceBook> books) {
        Map<String, Set<String>> currencies = new HashMap<>();
        for (String security : securities) {
            Set<String> quoted = new HashSet<>();
            books.forEach(book -> book.priceOf(security).map(Price::currency).ifPresent(quoted::add));
            currencies.put(security, quoted);
        }
        return new PriceLook(books.size(), currencies, () -> PriceTable.of(securities, books), Map.of());
    }

    /** The same prices as ones of what is said here of some securities, and for a unit of all others. */
    PriceLook as(Map<String, Quotation> others) {
        return new PriceLook(moments, currencies, read, others);
    }

    /** In which the prices of a security are quoted. */
    public Set<String> currencies(String securityId) {
        return currencies.getOrDefault(securityId, Set.of());
    }

    /** All of them; not on an event loop. */
    public synchronized PriceTable table() {
        if (table == null) {
            PriceTable plain = read.get();
            Map<String, PriceRuns> runs = new HashMap<>(plain.runs());
            quotations.forEach(
                    (security, quotation) -> runs.computeIfPresent(security, (id, each) -> each.as(quotation)));
            table = quotations.isEmpty() ? plain : new PriceTable(moments, runs);
        }
        return table;
    }

    /** Those at one of the moments. */
    public PriceBook book(int moment) {
        return securityId -> table().at(moment).priceOf(securityId);
    }

    /** Those at each of them. */
    public List<PriceBook> books() {
        List<PriceBook> books = new ArrayList<>(moments);
        for (int n = 0; n < moments; n++) books.add(book(n));
        return books;
    }
}
